/** Things of one kind one beside another, and a mark on one of them. */
import type { ReactNode } from 'react';

type CardsProps = { readonly children: ReactNode; /** Two in a row at most. */ readonly wide?: boolean };

export const Cards = ({ children, wide = false }: CardsProps) => <ul className={wide ? 'cards cards-wide' : 'cards'}>{children}</ul>;
export const Card = ({ children }: { readonly children: ReactNode }) => <li className="card">{children}</li>;
export const Rows = ({ children }: { readonly children: ReactNode }) => <ul className="rows">{children}</ul>;
export const Badge = ({ children }: { readonly children: ReactNode }) => <span className="badge">{children}</span>;
export const Actions = ({ children }: { readonly children: ReactNode }) => <div className="actions">{children}</div>;
