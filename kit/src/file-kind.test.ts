/** Which kind of file some bytes are, and which bytes are of no kind that Seteli takes, whatever their name. */
import { expect, test } from 'vitest';
import { watchKind } from './file-kind.ts';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const PDF = latin('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\nstartxref\n0\n%%EOF\n');
const PNG = Buffer.concat([hex('89504e470d0a1a0a0000000d49484452'), Buffer.alloc(40, 7), hex('0000000049454e44ae426082')]);
const JPEG = Buffer.concat([hex('ffd8ffe000104a464946'), Buffer.alloc(40, 7), hex('ffd9')]);
/** The end of an archive, with a comment behind it. */
const archiveEnd = (comment: Buffer): Buffer => {
  const record = Buffer.concat([latin('PK\u0005\u0006'), Buffer.alloc(18)]);
  record.writeUInt16LE(comment.length, 20);
  return Buffer.concat([record, comment]);
};

const kindOf = (bytes: Buffer, part: number) => {
  const watch = watchKind();
  for (let at = 0; at < bytes.length; at += part) watch.see(bytes.subarray(at, at + part));
  return { kind: watch.kind(), bytes: watch.bytes };
};

test.each<[string, Buffer, string | undefined]>([
  ['a PDF', PDF, 'PDF'],
  ['a PDF with line ends behind it', Buffer.concat([PDF, latin('\r\n\r\n')]), 'PDF'],
  ['a PDF of more than its ends', Buffer.concat([PDF.subarray(0, 20), Buffer.alloc(300_000, 9), PDF.subarray(20)]), 'PDF'],
  ['a PNG', PNG, 'PNG'],
  ['a JPEG', JPEG, 'JPEG'],
  ['a JPEG that its camera filled up', Buffer.concat([JPEG, Buffer.alloc(100)]), 'JPEG'],
  ['nothing', Buffer.alloc(0), undefined],
  ['text', latin('Valtakirja'), undefined],
  ['a page for browsers', latin('<!doctype html><script>x()</script>'), undefined],
  ['a drawing that runs scripts', latin('<svg xmlns="http://www.w3.org/2000/svg"/>'), undefined],
  ['a program for Windows', latin('MZ\u0090\0'.repeat(100)), undefined],
  ['a program for Linux', hex('7f454c46020101'), undefined],
  ['a script', latin('#!/bin/sh\n%PDF-1.7\n%%EOF'), undefined],
  ['a program before a PDF', Buffer.concat([latin('MZ'), PDF]), undefined],
  ['a PDF with a program behind it', Buffer.concat([PDF, latin('MZ\u0090\0'.repeat(100))]), undefined],
  ['a PDF that is cut off', PDF.subarray(0, -7), undefined],
  ['an archive', Buffer.concat([latin('PK\u0003\u0004'), archiveEnd(Buffer.alloc(0))]), undefined],
  ['a PNG with an archive behind it', Buffer.concat([PNG, archiveEnd(Buffer.alloc(0))]), undefined],
  ['a PNG with an archive that hides its end', Buffer.concat([PNG, archiveEnd(PNG)]), undefined],
  ['a PDF with an archive that hides its end', Buffer.concat([PDF, archiveEnd(PDF)]), undefined],
  ['a JPEG with an archive that hides its end', Buffer.concat([JPEG, archiveEnd(hex('ffd9'))]), undefined],
  ['a JPEG without its end', JPEG.subarray(0, -2), undefined],
  ['a GIF', latin('GIF89a;'), undefined],
])('%s is what it is, in whatever parts it comes', (_, bytes, kind) => {
  const seen = [101, 977, 100_000].map((part) => kindOf(bytes, part));
  expect(seen).toEqual(seen.map(() => ({ kind, bytes: bytes.length })));
});

test('a file is what it is when it comes byte by byte', () => {
  expect([PDF, PNG, JPEG].map((bytes) => kindOf(bytes, 1).kind)).toEqual(['PDF', 'PNG', 'JPEG']);
});
