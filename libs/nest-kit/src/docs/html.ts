const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as it may stand in a page. */
export function html(text: unknown): string {
  return String(text).replaceAll(/[&<>"']/g, (character) => escapes[character] ?? character);
}

const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 15px/1.55 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; } h2 { margin-top: 2.2rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
code, pre { font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; } pre { background: var(--soft); padding: .8rem; overflow: auto; border-radius: 6px; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; } td, th { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: .4rem .8rem; } summary { cursor: pointer; }
.method { display: inline-block; min-width: 3.2rem; font-weight: 600; } nav a { margin-right: 1rem; } .note { opacity: .75; }
`;

/** A whole page. Everything in it is served from here: no script, no font, nothing from elsewhere. */
export function page(title: string, body: string): string {
  const nav =
    '<nav><a href="/docs">API</a><a href="/docs/events">Events · 事件</a><a href="/docs/problems">Problems · 错误</a><a href="/openapi.json">openapi.json</a></nav>';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${html(title)}</title><style>${style}</style></head><body>${nav}<h1>${html(title)}</h1>${body}</body></html>`;
}

/** A table of cells that are HTML already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[], tag: string): string => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${line(head.map(html), 'th')}</thead><tbody>${rows.map((row) => line(row, 'td')).join('')}</tbody></table>`;
}

export function pre(value: unknown): string {
  return `<pre>${html(typeof value === 'string' ? value : JSON.stringify(value, null, 2))}</pre>`;
}
