/** Whether the service of this container is ready: what its own address says. */
const { PORT } = process.env;
const answer = await fetch(`http://127.0.0.1:${PORT}/health/ready`).catch(() => null);
process.exit(answer?.ok ? 0 : 1);
