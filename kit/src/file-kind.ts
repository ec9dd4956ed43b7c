/**
 * What kind of file some bytes are, by their content: PDF, PNG or JPEG, and nothing else. It looks at both ends, so a
 * file that is another kind as well (an archive behind a picture) is none of these. It does not judge what a PDF does
 * when a program opens it.
 */
export const FILE_KINDS = {
  PDF: { mediaType: 'application/pdf', ending: 'pdf' },
  PNG: { mediaType: 'image/png', ending: 'png' },
  JPEG: { mediaType: 'image/jpeg', ending: 'jpg' },
} as const;
export type FileKind = keyof typeof FILE_KINDS;

const HEAD_BYTES = 16;
/** An archive ends with its record of 22 bytes and a comment of at most 65,535. */
const TAIL_BYTES = 22 + 65_535;

const PNG_HEAD = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');
const JPEG_HEAD = Buffer.from('ffd8ff', 'hex');
const JPEG_END = Buffer.from('ffd9', 'hex');
const PDF_HEAD = /^%PDF-[12]\.\d/;
/** Some programs end a PDF with line ends, and cameras fill up with zeros. */
const PDF_END = /%%EOF[\s\0]{0,64}$/;
const ARCHIVE_END = Buffer.from('PK\u0005\u0006', 'latin1');

const startsWith = (bytes: Buffer, head: Buffer): boolean => bytes.subarray(0, head.length).equals(head);
const endsWith = (bytes: Buffer, end: Buffer): boolean => bytes.subarray(-end.length).equals(end);

function withoutPadding(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end);
}

/** Whether programs that open archives would open these bytes: they look for the record at the end. */
function endsAnArchive(tail: Buffer): boolean {
  for (let at = tail.indexOf(ARCHIVE_END); at >= 0; at = tail.indexOf(ARCHIVE_END, at + 1))
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
  return false;
}

function kindOf(head: Buffer, tail: Buffer): FileKind | undefined {
  if (endsAnArchive(tail)) return undefined;
  if (PDF_HEAD.test(head.toString('latin1'))) return PDF_END.test(tail.subarray(-80).toString('latin1')) ? 'PDF' : undefined;
  if (startsWith(head, PNG_HEAD)) return endsWith(tail, PNG_END) ? 'PNG' : undefined;
  return startsWith(head, JPEG_HEAD) && endsWith(withoutPadding(tail), JPEG_END) ? 'JPEG' : undefined;
}

export type KindWatch = {
  /** Looks at the next bytes. */
  see(bytes: Uint8Array): void;
  /** What the bytes are, when all have passed; nothing when they are of no kind that we take. */
  kind(): FileKind | undefined;
  /** How many have passed. */
  readonly bytes: number;
};

export function watchKind(): KindWatch {
  let [head, tail, bytes] = [Buffer.alloc(0), Buffer.alloc(0), 0];
  return {
    see(next) {
      bytes += next.length;
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, next.subarray(0, HEAD_BYTES - head.length)]);
      tail = Buffer.concat([tail, next]).subarray(-TAIL_BYTES);
    },
    kind: () => kindOf(head, tail),
    get bytes() {
      return bytes;
    },
  };
}
