/** What installs Boltz, on a machine with an NVIDIA card; without one, without `[cuda]`. */
export const installCommand = 'pip install "boltz[cuda]==2.2.1"';

/** The same in a sentence, for whoever does not know what the machine has. */
export const installAdvice = `${installCommand} (without [cuda] if there is no NVIDIA card)`;
