/**
 * What users are told, by the code of a problem and the language.
 *
 * Generated from src/main/resources/dev/rejoin/api/problem/sentences.csv: do not edit.
 */
export declare const SENTENCES: Record<string, {
    en: string;
    fr: string;
}>;
