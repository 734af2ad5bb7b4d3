-- Affinity: files that jobs leave, screens of many ligands against one protein, and what of Boltz each
-- worker has. Whoever sees a job or a screen sees what hangs on it; only the program writes.

alter table public.jobs
  add column updated_at timestamptz not null default now(),
  add column estimated_completion timestamptz;

update public.jobs set updated_at = coalesce(finished_at, started_at, created_at);

comment on column public.jobs.updated_at is 'when anything that people can see of it changed last';
comment on column public.jobs.estimated_completion is 'by the pace so far; null while unknown, and once it has ended';

grant select (updated_at, estimated_completion) on public.jobs to authenticated;

create function public.touch_job() returns trigger
  language plpgsql set search_path = ''
  as $$
    begin
      new.updated_at := clock_timestamp();
      if new.state <> 'running' then
        new.estimated_completion := null;
      end if;
      return new;
    end
  $$;

create trigger jobs_touch before update on public.jobs
  for each row
  when ((old.state, old.progress, old.message, old.attempt)
    is distinct from (new.state, new.progress, new.message, new.attempt))
  execute function public.touch_job();

-- A request as it is told back: an alignment has megabytes, which whoever watches a job does without.
create function public.told_shortly(given jsonb) returns jsonb
  language sql immutable set search_path = ''
  as $$
    select case jsonb_typeof(given)
      when 'string' then case
        when octet_length(given #>> '{}') <= 8192 then given
        else to_jsonb(left(given #>> '{}', 100) || '… ('
          || to_char(length(given #>> '{}'), 'FM999,999,999,999') || ' characters)')
      end
      when 'array' then (
        select coalesce(jsonb_agg(public.told_shortly(item) order by place), '[]')
        from jsonb_array_elements(given) with ordinality as items (item, place))
      when 'object' then (
        select coalesce(jsonb_object_agg(key, public.told_shortly(value)), '{}')
        from jsonb_each(given))
      else given
    end
  $$;

revoke all on function public.told_shortly(jsonb) from public, anon;
grant execute on function public.told_shortly(jsonb) to authenticated, retort;

-- What a job made, by names that are its own. The bytes are blobs, which never change.
create table public.job_files (
  job        uuid        not null references public.jobs on delete cascade,
  name       text        not null check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$'),
  blob       text        not null,
  size       bigint      not null check (size >= 0),
  sha256     text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text        not null,
  created_at timestamptz not null default now(),
  primary key (job, name)
);

-- One protein, many ligands. It outlives the job that works on it: when that was stopped, or has
-- failed, another goes on with the same screen.
create table public.screens (
  id         uuid        primary key default gen_random_uuid(),
  owner      uuid        not null default auth.uid(),
  job        uuid        references public.jobs on delete set null,
  name       text        not null check (length(name) <= 255),
  request    jsonb       not null check (octet_length(request::text) <= 1048576),
  msa        text        check (octet_length(msa) <= 67108864),
  ligands    integer     not null check (ligands >= 1),
  created_at timestamptz not null default now()
);

comment on column public.screens.job is 'the one that works on it, or did so last; null once it was deleted';
comment on column public.screens.request is 'what POST /predict takes but the ligand, the same for all of them';
comment on column public.screens.msa is 'the field of the request, which may be long: lists do without';
comment on column public.screens.ligands is 'how many were given';

create index screens_newest on public.screens (owner, created_at desc, id desc);
create index screens_of_job on public.screens (job);

create table public.screen_ligands (
  screen                      uuid    not null references public.screens on delete cascade,
  place                       integer not null check (place >= 1),
  name                        text    not null default '' check (length(name) <= 200),
  structure                   text    not null check (octet_length(structure) <= 400000),
  state                       text    not null default 'given'
    check (state in ('given', 'waiting', 'rejected', 'duplicate', 'completed', 'failed')),
  canonical_smiles            text,
  same_as                     integer,
  reasons                     jsonb   not null default '[]',
  descriptors                 jsonb,
  affinity_pred_value         double precision,
  affinity_probability_binary double precision,
  result                      jsonb,
  error                       jsonb,
  primary key (screen, place),
  check ((state = 'duplicate') = (same_as is not null)),
  check ((state = 'completed') = (result is not null))
);

comment on column public.screen_ligands.place is 'in the list as it was given, from 1';
comment on column public.screen_ligands.structure is 'SMILES or mol block, as given';
comment on column public.screen_ligands.state is
  'given: not looked at yet; waiting: to be predicted; duplicate: the same molecule as that at same_as';
comment on column public.screen_ligands.reasons is 'why it was rejected, or what is odd about it';

create index screen_ligands_ranked
  on public.screen_ligands (screen, affinity_pred_value, place) where state = 'completed';

-- What of Boltz each worker has, as it said last: a server without a worker of its own knows by this
-- what it can take.
create table public.boltz_workers (
  worker      text        primary key,
  state       text        not null check (state in ('looking', 'usable', 'absent', 'unsuitable')),
  version     text,
  accelerator text        check (accelerator in ('gpu', 'cpu')),
  weights     text        check (weights in ('whole', 'missing', 'cut_short')),
  says        text        not null default '' check (length(says) <= 1000),
  seen_at     timestamptz not null default now()
);

alter table public.job_files enable row level security;
alter table public.screens enable row level security;
alter table public.screen_ligands enable row level security;
alter table public.boltz_workers enable row level security;

revoke all on public.job_files, public.screens, public.screen_ligands, public.boltz_workers
  from anon, authenticated;

grant select on public.job_files, public.screens, public.screen_ligands to authenticated;
-- Screens are submitted through the program, as jobs are.
grant insert (name, request, msa, ligands) on public.screens to authenticated;
grant update (name) on public.screens to authenticated;
grant delete on public.screens to authenticated;

create policy job_files_see_own on public.job_files
  for select to authenticated
  using (exists (select from public.jobs where jobs.id = job and jobs.owner = (select auth.uid())));
create policy screens_see_own on public.screens
  for select to authenticated using (owner = (select auth.uid()));
create policy screens_submit on public.screens
  for insert to authenticated
  with check (owner = (select auth.uid()) and pg_has_role(session_user, 'retort', 'member'));
create policy screens_rename_own on public.screens
  for update to authenticated
  using (owner = (select auth.uid())) with check (owner = (select auth.uid()));
create policy screens_delete_own on public.screens
  for delete to authenticated
  using (owner = (select auth.uid()) and pg_has_role(session_user, 'retort', 'member'));
create policy screen_ligands_see_own on public.screen_ligands
  for select to authenticated
  using (exists (select from public.screens where screens.id = screen
    and screens.owner = (select auth.uid())));

grant select, insert, update, delete
  on public.job_files, public.screens, public.screen_ligands, public.boltz_workers to retort;
create policy job_files_carry on public.job_files for all to retort using (true) with check (true);
create policy screens_carry on public.screens for all to retort using (true) with check (true);
create policy screen_ligands_carry on public.screen_ligands
  for all to retort using (true) with check (true);
create policy boltz_workers_carry on public.boltz_workers
  for all to retort using (true) with check (true);
