/** Tags: rows of datasets that people marked. A row is named by its rank; each user has own tags. */
import type { Database } from "#src/storage/database.ts";
import { asUser, type Identity } from "#src/storage/identity.ts";
import type { Tag } from "./answers.ts";
import { newestFirst, type Page } from "./newest-first.ts";
import { inOwnSession } from "./sessions.ts";
import { storable } from "./storable.ts";

/** Whoever asks has no such tag. */
export class NoSuchTagError extends Error {
  override readonly name = "NoSuchTagError";
  readonly statusCode = 404;

  constructor(rank: number) {
    super(`You have no tag of rank ${rank} in this dataset.`);
  }
}

/** A tag to put on a row of a dataset. */
export interface NewTag {
  /** 1 … the dataset's rows; 1 is the best, row 0. */
  readonly rank: number;
  /** What the file has in that row; not a number where it has none. */
  readonly resnorm: number;
  readonly parameters: Readonly<Record<string, number>>;
  /** 1 … 255 characters. */
  readonly label: string;
  /** Up to 10,000 characters. */
  readonly notes: string;
  /** Up to 255 characters. */
  readonly category: string;
  /** Whether others are to be compared with it. */
  readonly isReference: boolean;
  /** UUID of a session of its author's; null for none. */
  readonly session: string | null;
}

interface TagRow {
  readonly id: string;
  readonly parameter_rank: number;
  readonly resnorm: number | null;
  readonly circuit_parameters: Readonly<Record<string, number | null>>;
  readonly tag_label: string;
  readonly tag_notes: string;
  readonly tag_category: string;
  readonly is_reference_model: boolean;
  readonly user_id: string;
  readonly username: string | null;
  readonly is_own: boolean;
  readonly session_id: string | null;
  readonly tagged_at: Date;
}

const select = `select id, parameter_rank, resnorm, circuit_parameters, tag_label, tag_notes,
    tag_category, is_reference_model, user_id, username,
    coalesce(user_id = auth.uid(), false) as is_own,
    case when user_id = auth.uid() then session_id end as session_id, tagged_at, created_at
  from public.tagged_npz_summary`;

/**
 * The tags on a dataset that somebody may see, whoever's, the newest first.
 * @param dataset UUID of its row
 */
export async function listTags(
  database: Database,
  identity: Identity,
  dataset: string,
  page: Page,
): Promise<{ tags: Tag[]; next: string | null }> {
  const { rows, next } = await asUser(database, identity, (session) =>
    newestFirst<TagRow>(session, `${select} where npz_dataset_id = $1`, [dataset], page),
  );
  return { tags: rows.map(toTag), next };
}

/**
 * Tags a row of a dataset, in place of the tag that whoever asks has there already.
 * @param dataset UUID of its row
 * @throws BadFieldsError when the session is none of theirs; DatabaseError (`42501`) for a dataset
 *   that they may not see
 */
export function putTag(
  database: Database,
  identity: Identity,
  dataset: string,
  tag: NewTag,
): Promise<Tag> {
  return asUser(database, identity, async (session) => {
    const { rows } = await inOwnSession(() =>
      session.query<{ id: string }>(
        `insert into public.tagged_npz_models
           (npz_dataset_id, parameter_rank, resnorm, circuit_parameters, tag_label, tag_notes,
            tag_category, is_reference_model, session_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (npz_dataset_id, user_id, parameter_rank) do update set
           resnorm = excluded.resnorm, circuit_parameters = excluded.circuit_parameters,
           tag_label = excluded.tag_label, tag_notes = excluded.tag_notes,
           tag_category = excluded.tag_category, session_id = excluded.session_id,
           is_reference_model = excluded.is_reference_model, tagged_at = now()
         returning id`,
        [
          dataset,
          tag.rank,
          Number.isNaN(tag.resnorm) ? null : tag.resnorm,
          storable(tag.parameters),
          tag.label,
          tag.notes,
          tag.category,
          tag.isReference,
          tag.session,
        ],
      ),
    );
    const { rows: written } = await session.query<TagRow>(`${select} where id = $1`, [rows[0]!.id]);
    return toTag(written[0]!);
  });
}

/**
 * Removes the tag that whoever asks has on a row of a dataset.
 * @param dataset UUID of its row
 * @throws NoSuchTagError
 */
export async function removeTag(
  database: Database,
  identity: Identity,
  dataset: string,
  rank: number,
): Promise<void> {
  const { affected } = await asUser(database, identity, (session) =>
    session.query(
      `delete from public.tagged_npz_models
       where npz_dataset_id = $1 and parameter_rank = $2 and user_id = auth.uid()`,
      [dataset, rank],
    ),
  );
  if (affected === 0) throw new NoSuchTagError(rank);
}

function toTag(row: TagRow): Tag {
  return {
    id: row.id,
    rank: row.parameter_rank,
    resnorm: Number.isFinite(row.resnorm) ? row.resnorm : null,
    parameters: row.circuit_parameters,
    label: row.tag_label,
    notes: row.tag_notes,
    category: row.tag_category,
    is_reference_model: row.is_reference_model,
    user: row.user_id,
    user_name: row.username,
    is_own: row.is_own,
    session: row.session_id,
    tagged_at: row.tagged_at.toISOString(),
  };
}
