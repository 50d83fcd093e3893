import { Metadata, type ServiceError, status } from '@grpc/grpc-js';

/** What the server ends a call with; the client tells the kinds apart by the `exception` of the trailers. */
export function callError(code: status, details: string, trailers: Readonly<Record<string, string>> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const notReady = (): ServiceError => callError(status.UNAVAILABLE, 'Server Is Not Ready');

export const denied = (): ServiceError => callError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const invalidPosition = (): ServiceError => callError(status.INVALID_ARGUMENT, 'Invalid position.');

export function wrongVersion(stream: string, expected: string, current: number | null): ServiceError {
  return callError(status.FAILED_PRECONDITION, `Append failed due to WrongExpectedVersion. Stream: ${stream}`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': expected,
    ...(current === null ? {} : { 'actual-version': String(current) }),
  });
}

export function tooLarge(sizeMax: number): ServiceError {
  return callError(status.INVALID_ARGUMENT, `Maximum Append Size of ${sizeMax} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(sizeMax),
  });
}
