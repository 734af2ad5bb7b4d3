/** Waits until something has happened so many times. */
export interface CountDown {
  /** It has happened. */
  tell(): void;
  /** Resolves with the time of the last of the next `times`. */
  after(times: number): Promise<number>;
}

/** One that nobody waits for yet. */
export function countDown(): CountDown {
  let left = 0;
  let resolve: (time: number) => void = () => {};
  return {
    tell() {
      left -= 1;
      if (left === 0) resolve(performance.now());
    },
    after(times) {
      left = times;
      return new Promise((settle) => {
        resolve = settle;
      });
    },
  };
}
