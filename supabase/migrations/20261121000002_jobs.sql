-- Jobs: what was asked for, how far it is, how it ended. The row is the truth; pg-boss only brings
-- jobs to workers. `attempt` counts the times it was begun and fences whoever holds an older one.

create table public.jobs (
  id              uuid        primary key default gen_random_uuid(),
  owner           uuid        not null default auth.uid(),
  kind            text        not null check (kind ~ '^[a-z][a-z-]{0,39}$'),
  request         jsonb       not null check (octet_length(request::text) <= 16777216),
  idempotency_key text        check (length(idempotency_key) between 1 and 255),
  priority        smallint    not null default 0 check (priority between -100 and 100),
  state           text        not null default 'queued'
    check (state in ('queued', 'running', 'completed', 'failed', 'cancelled')),
  progress        real        not null default 0 check (progress between 0 and 1),
  message         text        not null default '' check (length(message) <= 1000),
  attempt         integer     not null default 0 check (attempt >= 0),
  failures        integer     not null default 0 check (failures >= 0),
  max_attempts    integer     not null default 3 check (max_attempts between 1 and 10000),
  timeout_seconds integer     not null default 86400 check (timeout_seconds between 1 and 86400),
  engine          text,
  engine_version  text,
  checkpoint      jsonb,
  result          jsonb,
  error           jsonb,
  delivery        uuid,
  worker          text,
  created_at      timestamptz not null default now(),
  started_at      timestamptz,
  finished_at     timestamptz,
  unique (owner, kind, idempotency_key),
  check ((finished_at is null) = (state in ('queued', 'running')))
);

comment on column public.jobs.attempt is 'times the job was begun; whoever holds an older number has lost it';
comment on column public.jobs.failures is 'attempts that ended badly: an error worth another try, or a worker that died';
comment on column public.jobs.checkpoint is 'the last durable step, from which the next attempt goes on';
comment on column public.jobs.delivery is 'the one pg-boss job that may bring this job to a worker';

create index jobs_newest on public.jobs (owner, created_at desc, id desc);
create index jobs_waiting on public.jobs (kind, state) where state in ('queued', 'running');
create index jobs_ended on public.jobs (finished_at) where finished_at is not null;

-- Every change people can see, in order: what a listener that was away reads first.
create table public.job_events (
  id       bigint      generated always as identity primary key,
  job_id   uuid        not null references public.jobs on delete cascade,
  at       timestamptz not null default clock_timestamp(),
  state    text        not null,
  progress real        not null,
  message  text        not null,
  attempt  integer     not null
);

create index job_events_of_job on public.job_events (job_id, id);

create function public.note_job_change() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
    begin
      insert into public.job_events (job_id, state, progress, message, attempt)
        values (new.id, new.state, new.progress, new.message, new.attempt);
      -- A hint only: whoever listens reads the rows, under its own policies. It tells whoever may
      -- connect and run SQL that a job of that owner changed; users of an API cannot listen.
      perform pg_notify('retort_jobs', new.owner || ' ' || new.id);
      return null;
    end
  $$;

create trigger jobs_note_submission after insert on public.jobs
  for each row execute function public.note_job_change();

create trigger jobs_note_change after update on public.jobs
  for each row
  when ((old.state, old.progress, old.message, old.attempt)
    is distinct from (new.state, new.progress, new.message, new.attempt))
  execute function public.note_job_change();

-- A cancelled job is finished at once, whoever cancels it and however.
create function public.finish_cancelled_job() returns trigger
  language plpgsql set search_path = ''
  as $$
    begin
      new.finished_at := now();
      return new;
    end
  $$;

create trigger jobs_cancel before update of state on public.jobs
  for each row
  when (new.state = 'cancelled' and old.state <> 'cancelled')
  execute function public.finish_cancelled_job();

alter table public.jobs enable row level security;
alter table public.job_events enable row level security;

-- Supabase grants everything on new tables to everyone, and leaves the rest to policies.
revoke all on public.jobs, public.job_events from anon, authenticated;

grant select (id, owner, kind, request, idempotency_key, priority, state, progress, message, attempt,
    max_attempts, timeout_seconds, engine, engine_version, result, error, created_at, started_at,
    finished_at) on public.jobs to authenticated;
grant insert (kind, request, idempotency_key, priority, max_attempts, timeout_seconds)
  on public.jobs to authenticated;
grant update (state) on public.jobs to authenticated;
grant select on public.job_events to authenticated;

create policy jobs_see_own on public.jobs
  for select to authenticated using (owner = (select auth.uid()));
-- Jobs are submitted through the program, which knows the kinds, checks requests and counts what waits:
-- whoever comes by another way, such as Supabase's own API, connects as a role that is no `retort`.
create policy jobs_submit on public.jobs
  for insert to authenticated
  with check (owner = (select auth.uid()) and state = 'queued'
    and pg_has_role(session_user, 'retort', 'member'));
create policy jobs_cancel_own on public.jobs
  for update to authenticated
  using (owner = (select auth.uid()) and state in ('queued', 'running'))
  with check (owner = (select auth.uid()) and state = 'cancelled');
create policy job_events_see_own on public.job_events
  for select to authenticated
  using (exists (select from public.jobs where jobs.id = job_id and jobs.owner = (select auth.uid())));

-- The program itself, outside every request: it carries everybody's jobs.
grant select, insert, update, delete on public.jobs to retort;
grant select, insert, delete on public.job_events to retort;
create policy jobs_carry on public.jobs for all to retort using (true) with check (true);
create policy job_events_carry on public.job_events for all to retort using (true) with check (true);
