/**
 * The details of a refusal in an event. A reader ignores fields that it does not know. A missing field means that
 * nobody knows its value.
 */
import { UNITS } from '@seteli/kit/quantity';
import { z } from 'zod';

const quantity = z.object({ unit: z.enum(UNITS), steps: z.int() });

export const refusalDetails = z.object({
  day: z.iso.date().optional(),
  // A text and not an enum, so that a kind unknown to a reader parks nothing.
  validity: z
    .string()
    .max(40)
    .optional()
    .describe('What does not hold on the day: VOUCHER, SUSPENSION, BOOKING, APPROVAL, CONTENT, PRICE or SERVICE.'),
  firstDay: z.iso.date().optional(),
  lastDay: z.iso.date().optional(),
  contentId: z.uuid().optional(),
  visitId: z.uuid().optional().describe('Another visit of the client, by any provider. Only its own provider may learn it.'),
  most: quantity.optional(),
  least: quantity.optional(),
});
