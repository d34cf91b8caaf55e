/** Reads a code as an authenticator shows it (「123 456」) or as an IME leaves it (１２３４５６). */
export const digitsOf = (typed: string): string => typed.normalize("NFKC").replaceAll(/\D/g, "");
