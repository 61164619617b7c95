// Something asked of the server, and how far it is. A newer question stops the older one; the last
// answer stays on the page while the next is on its way.
import { Refused, type Problem } from './api';

export class Load<T> {
  value = $state.raw<T>();
  problem = $state.raw<Problem>();
  busy = $state(false);
  #stop: AbortController | undefined;

  async ask(question: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    this.busy = true;
    try {
      const value = await question(stop.signal);
      if (stop.signal.aborted) return;
      this.value = value;
      this.problem = undefined;
    } catch (e) {
      if (stop.signal.aborted) return;
      if (!(e instanceof Refused)) throw e;
      this.value = undefined;
      this.problem = e.problem;
    } finally {
      if (this.#stop === stop) this.busy = false;
    }
  }

  clear(): void {
    this.#stop?.abort();
    this.busy = false;
    this.value = undefined;
    this.problem = undefined;
  }
}
