/**
 * Runs `beat` again and again, never twice at once, and rests while nobody looks at the page.
 * `beat` answers the milliseconds to wait before the next one.
 */
export class Heartbeat {
  #beat;
  #timer = null;
  #busy = false;
  #again = false;

  constructor(beat) {
    this.#beat = beat;
    document.addEventListener('visibilitychange', () => this.now());
  }

  /** Beats at once; where a beat is under way another follows it, as it may have missed the news. */
  async now() {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#busy = true;
    const pause = await this.#beat();
    this.#busy = false;
    if (this.#again) {
      this.#again = false;
      this.now();
    } else if (!document.hidden) {
      this.#timer = setTimeout(() => this.now(), pause);
    }
  }
}
