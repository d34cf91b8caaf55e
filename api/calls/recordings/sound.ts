/** Where the sound of recordings is kept: the telephone provider. */
export interface RecordingStore {
  /** `range` as the browser sends it; null: the provider has no such recording. */
  open(sid: string, range: string | null): Promise<Sound | null>;
  /** Also succeeds if the provider has already deleted it. */
  delete(sid: string): Promise<void>;
}

export interface Sound {
  /** 200, or 206 for a part. */
  status: number;
  /** Type, length and range from the provider. */
  headers: Record<string, string>;
  body: ReadableStream<Uint8Array>;
}
