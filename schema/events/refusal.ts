/** The details of a refusal as an event carries them. A reader ignores what it does not know, and what is left out is not known. */
import { UNITS } from '@seteli/kit/quantity';
import { z } from 'zod';

const quantity = z.object({ unit: z.enum(UNITS), steps: z.int() });

export const refusalDetails = z.object({
  day: z.iso.date().optional(),
  // A text, so that a kind of which a reader has not heard yet parks nothing.
  validity: z
    .string()
    .max(40)
    .optional()
    .describe('What does not hold on the day: VOUCHER, SUSPENSION, BOOKING, APPROVAL, CONTENT, PRICE, SERVICE.'),
  firstDay: z.iso.date().optional(),
  lastDay: z.iso.date().optional(),
  contentId: z.uuid().optional(),
  visitId: z.uuid().optional().describe('Another visit of the client, whosever it is: only its own provider is told.'),
  most: quantity.optional(),
  least: quantity.optional(),
});
