/**
 * Calico's selector language:
 *
 *   or  := and { "||" and }
 *   and := operation { "&&" operation }
 *   operation := { "!" } ( "(" or ")" | "all()" | "global()" | "has(" label ")" | label … )
 *
 * The empty text takes everything. Source: Calico libcalico-go/lib/selector/parser.
 */
import { ALL, allOf, HAS_NAMESPACE, NAMESPACE_PREFIX, type Selector } from './selector.ts';
import { SelectorError, type Sign, selectorTokens, type Token } from './selector-tokens.ts';

/** Brackets in brackets; people need three. */
const DEPTH_MAX = 100;

/** What the words mean where the selector stands. */
export interface SelectorDialect {
  /** Before every label. */
  readonly prefix: string;
  readonly all: Selector;
  /** Undefined: `global()` is refused, as by Calico. */
  readonly global: Selector | undefined;
}

/** Over an endpoint's own labels. */
export const OWN_LABELS: SelectorDialect = { prefix: '', all: ALL, global: undefined };

/** Over labels of namespaces, in a rule: without a namespace there is nothing to take. */
export const NAMESPACES_OF_RULE: SelectorDialect = {
  prefix: NAMESPACE_PREFIX,
  all: HAS_NAMESPACE,
  global: { op: 'not', of: HAS_NAMESPACE },
};

/** Throws SelectorError. */
export function parseSelector(text: string, dialect: SelectorDialect): Selector {
  return new SelectorParser(text, dialect).parse();
}

class SelectorParser {
  readonly #tokens: readonly Token[];
  readonly #dialect: SelectorDialect;
  #next = 0;
  #depth = 0;

  constructor(text: string, dialect: SelectorDialect) {
    this.#tokens = selectorTokens(text);
    this.#dialect = dialect;
  }

  parse(): Selector {
    if (this.#token().kind === 'end') return ALL;
    const selector = this.#or();
    const rest = this.#token();
    if (rest.kind !== 'end') throw new SelectorError(rest.at, "expected '&&', '||' or the end");
    return selector;
  }

  #token(): Token {
    return this.#tokens[this.#next]!;
  }

  #take(): Token {
    const token = this.#token();
    if (token.kind !== 'end') this.#next++;
    return token;
  }

  #takeSymbol(symbol: Sign): boolean {
    const token = this.#token();
    if (token.kind !== 'symbol' || token.symbol !== symbol) return false;
    this.#next++;
    return true;
  }

  #or(): Selector {
    const of = [this.#and()];
    while (this.#takeSymbol('||')) of.push(this.#and());
    return of.length === 1 ? of[0]! : { op: 'or', of };
  }

  #and(): Selector {
    const of = [this.#operation()];
    while (this.#takeSymbol('&&')) of.push(this.#operation());
    return of.length === 1 ? of[0]! : allOf(...of);
  }

  #operation(): Selector {
    let isNegated = false;
    while (this.#takeSymbol('!')) isNegated = !isNegated;
    const of = this.#positive();
    return isNegated ? { op: 'not', of } : of;
  }

  #positive(): Selector {
    const token = this.#take();
    switch (token.kind) {
      case 'all':
        return this.#dialect.all;
      case 'has':
        return { op: 'has', label: this.#dialect.prefix + token.value };
      case 'global':
        if (this.#dialect.global !== undefined) return this.#dialect.global;
        throw new SelectorError(token.at, 'global() may stand only in namespaceSelectors of rules');
      case 'label':
        return this.#comparison(this.#dialect.prefix + token.value);
      default:
        if (token.kind === 'symbol' && token.symbol === '(') return this.#bracket(token.at);
        throw new SelectorError(token.at, "expected a label, has(), all(), '!' or '('");
    }
  }

  #bracket(at: number): Selector {
    if (++this.#depth > DEPTH_MAX) throw new SelectorError(at, 'has too many brackets in brackets');
    const selector = this.#or();
    if (!this.#takeSymbol(')')) throw new SelectorError(this.#token().at, "expected ')'");
    this.#depth--;
    return selector;
  }

  #comparison(label: string): Selector {
    const token = this.#take();
    if (token.kind !== 'operator') {
      throw new SelectorError(token.at, `expected an operator behind the label ${label}`);
    }
    const { operator } = token;
    if (operator === 'in' || operator === 'not_in') {
      return { op: operator, label, values: this.#set() };
    }
    return { op: operator, label, value: this.#text() };
  }

  #text(): string {
    const token = this.#take();
    if (token.kind === 'text') return token.value;
    throw new SelectorError(token.at, 'expected a text in quotes');
  }

  /** `{}` is a set, and so is one with a comma behind its last text, as in Calico. */
  #set(): string[] {
    if (!this.#takeSymbol('{')) throw new SelectorError(this.#token().at, "expected '{'");
    const values: string[] = [];
    while (this.#token().kind === 'text') {
      values.push(this.#text());
      if (!this.#takeSymbol(',')) break;
    }
    if (!this.#takeSymbol('}')) throw new SelectorError(this.#token().at, "expected '}'");
    return values;
  }
}
