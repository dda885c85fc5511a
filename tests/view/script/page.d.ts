// What the page's script finds in its place: the data that graphkit/view/payload.py writes, the words, and vis-network.
type Span = [] | [number, number];

interface PayloadNode { k: string; n: string[]; x: number; y: number; r: number; id?: string; w?: number; l?: string; as?: string[] }
/** source, target, predicate, words, claims, bend, how it is stated */
type PayloadArrow = [number, number, number, number, number[], number?, string[]?];
interface PayloadClaim {
  id: string; v?: string; c?: number; k?: number[]; kn?: string[]; by?: number | string; from?: string; until?: string;
  sure?: number; x?: number; g: number; e: [number, number]; m?: Span[];
}
interface PayloadArticle {
  id: string; title?: string; publisher?: string; by?: string[]; url?: string; place?: string; lang?: string;
  date?: [string, string, string];
}
/** label, inverse label, kind, definition, stance, contraries */
type Term = [string, string, string, string, string, string[], boolean];

interface Payload {
  title: string; fold: boolean; groups: (number | null)[]; nodes: PayloadNode[]; arrows: PayloadArrow[]; labels: string[];
  links: [number, number][]; claims: PayloadClaim[]; contents: string[];
  passages: { a: number; x: string; at: number; whole: [boolean, boolean] }[]; articles: PayloadArticle[]; extractors: string[];
  predicates: Record<string, Term>; types: Record<string, string>; all: { nodes: number; claims: number };
  queries: [string, string][]; made: { all?: boolean; entities?: string[]; hops?: number; queries?: any; language?: string };
  served?: { version: string; with: string[] };
}

// A claim as base.js makes it: what is common to its arrow (its predicate p, how it is stated t, its object o) stands with it.
interface Claim extends PayloadClaim {
  i: number; v: string; k: number[]; kn: string[]; sure: number; x: number; a: number; m: Span[]; article: PayloadArticle;
  arrow?: number; p?: string; t?: string[]; o?: number; published?: [number, number] | null; held?: [number, number] | null;
}

declare const WORDS: Record<string, string | Record<string, string>>;
declare const vis: any;
interface Window { graphkit: object }
