import { inspect } from 'node:util';

/** What kind of secret a sealed value is; the disclosure level is decided per class. */
export const dataClasses = ['balance', 'transaction', 'receipt', 'delivery', 'card', 'identity'] as const;
export type DataClass = (typeof dataClasses)[number];

class SealedBox<Class extends DataClass, Value> {
  readonly dataClass: Class;
  readonly #value: Value;

  constructor(dataClass: Class, value: Value) {
    this.dataClass = dataClass;
    this.#value = value;
    Object.freeze(this);
  }

  toString(): string {
    return `[sealed ${this.dataClass}]`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }

  [Symbol.toPrimitive](): never {
    throw new TypeError(`A sealed ${this.dataClass} cannot be turned into text; reply with a message key and pass it as an argument.`);
  }

  static open<T>(box: SealedBox<DataClass, T>): T {
    return box.#value;
  }
}

/**
 * A banking fact on its way from a connector to the customer. Nothing can read it but `secrecy/`:
 * dialogs pass it on as the argument of a message. The `symbol` half exists for the compiler only:
 * it makes `${sealed}` and `'' + sealed` fail to compile; at run time they throw.
 */
export type Sealed<Class extends DataClass, Value> = SealedBox<Class, Value> & symbol;

/** Seals a value at the border where it enters Guichet. */
export function seal<Class extends DataClass, Value>(dataClass: Class, value: Value): Sealed<Class, Value> {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the symbol half of the type has no run-time counterpart
  return new SealedBox(dataClass, value) as unknown as Sealed<Class, Value>;
}

/** Whether something is a sealed value. */
export function isSealed(value: unknown): value is Sealed<DataClass, unknown> {
  return value instanceof SealedBox;
}

/** Reads the value. Only files of `secrecy/` may import this; the linter enforces it. */
export function openSealed<Value>(sealed: Sealed<DataClass, Value>): Value {
  return SealedBox.open<Value>(sealed);
}
