-- Impedance: circuits, the datasets swept from them, the models people tagged in those. The names of
-- tables and columns are the established program's. A dataset and all that hangs on it is seen by
-- whoever sees its configuration: to publish is to set is_public there.
-- Samples that come with the program belong to nobody: their user_id is null, which no token can name.

create table public.user_profiles (
  user_id    uuid        primary key default auth.uid(),
  username   text        not null unique check (length(username) between 1 and 64),
  full_name  text        check (length(full_name) <= 255),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table public.user_profiles is 'names that are shown beside what a user publishes or tags';

-- What people work on: it keeps datasets and tags together, and is its owner's alone.
create table public.user_sessions (
  id           uuid        primary key default gen_random_uuid(),
  user_id      uuid        not null default auth.uid(),
  session_name text        not null check (length(session_name) between 1 and 255),
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  unique (id, user_id)
);

create index user_sessions_newest on public.user_sessions (user_id, created_at desc, id desc);

create table public.circuit_configurations (
  id                 uuid             primary key default gen_random_uuid(),
  user_id            uuid             default auth.uid(),
  name               text             not null check (length(name) <= 255),
  description        text             not null default '' check (length(description) <= 2000),
  is_public          boolean          not null default false,
  circuit            text             not null default 'p(Rsh,p(Ra,Ca)-p(Rb,Cb))'
    check (length(circuit) between 1 and 2000),
  circuit_parameters jsonb            not null default '{}'
    check (jsonb_typeof(circuit_parameters) = 'object'
      and pg_column_size(circuit_parameters) <= 1048576),
  grid_size          integer          check (grid_size between 2 and 10000),
  min_freq           double precision not null check (min_freq > 0),
  max_freq           double precision not null,
  num_points         integer          not null check (num_points between 1 and 1000000),
  is_computed        boolean          not null default false,
  created_at         timestamptz      not null default now(),
  updated_at         timestamptz      not null default now(),
  check (max_freq >= min_freq),
  check (user_id is not null or is_public)
);

comment on column public.circuit_configurations.circuit is 'as R0-p(R1,C1)';
comment on column public.circuit_configurations.circuit_parameters is 'what was swept and what was fixed';
comment on column public.circuit_configurations.grid_size is 'values on each axis; null if they differ';
comment on column public.circuit_configurations.min_freq is 'in Hz, as max_freq';
comment on column public.circuit_configurations.num_points is 'frequencies';
comment on column public.circuit_configurations.is_computed is 'whether it has a dataset';

create index circuit_configurations_of_user on public.circuit_configurations (user_id, is_public);

-- What is known of a file. Its name is a segment of a URL, and so it is one file's of all users'.
create table public.circuit_npz_datasets (
  id                   uuid             primary key default gen_random_uuid(),
  circuit_config_id    uuid             not null unique references public.circuit_configurations,
  user_id              uuid             default auth.uid(),
  session_id           uuid,
  job_id               uuid             references public.jobs on delete set null,
  npz_filename         text             not null unique
    check (npz_filename ~ '^[A-Za-z0-9_-][A-Za-z0-9._-]{0,195}\.npz$'),
  dataset_name         text             not null check (length(dataset_name) <= 255),
  storage_location     text             not null
    check (storage_location in ('precomputed', 'user_generated')),
  file_path            text             not null
    generated always as ('npz/' || storage_location || '/' || npz_filename) stored,
  file_bytes           bigint           not null check (file_bytes >= 0),
  file_size_mb         numeric          not null
    generated always as (round(file_bytes / 1048576.0, 3)) stored,
  sha256               text             not null check (sha256 ~ '^[0-9a-f]{64}$'),
  file_hash            text             not null generated always as (left(sha256, 16)) stored,
  grid_size            integer          check (grid_size between 2 and 10000),
  min_freq             double precision not null check (min_freq > 0),
  max_freq             double precision not null,
  num_points           integer          not null check (num_points between 1 and 1000000),
  n_parameters         bigint           not null check (n_parameters >= 0),
  metric               text             not null default 'resnorm'
    check (metric ~ '^[a-z][a-z-]{0,39}$'),
  best_resnorm         double precision check (best_resnorm >= 0),
  computation_metadata jsonb            not null default '{}'
    check (pg_column_size(computation_metadata) <= 4194304),
  is_available         boolean          not null default true,
  problems             jsonb            not null default '[]' check (jsonb_typeof(problems) = 'array'),
  computed_at          timestamptz      not null default now(),
  last_checked         timestamptz      not null default now(),
  created_at           timestamptz      not null default now(),
  updated_at           timestamptz      not null default now(),
  check (max_freq >= min_freq),
  check ((user_id is null) = (storage_location = 'precomputed')),
  -- Somebody else's session is none, whoever writes the row.
  foreign key (session_id, user_id) references public.user_sessions (id, user_id)
    on delete set null (session_id)
);

comment on column public.circuit_npz_datasets.file_path is 'key of its blob';
comment on column public.circuit_npz_datasets.n_parameters is 'parameter sets: rows of the file';
comment on column public.circuit_npz_datasets.best_resnorm is 'of row 0; null if no row has any';
comment on column public.circuit_npz_datasets.problems is 'what is wrong with the file, in sentences';
comment on column public.circuit_npz_datasets.last_checked is 'when the file was last looked for';

-- Uncompressed, so that lists know without reading it whether it is too long for them. As text it may be
-- a hundred times as long: 1e308 has 309 digits there.
alter table public.circuit_configurations alter circuit_parameters set storage external;
alter table public.circuit_npz_datasets alter computation_metadata set storage external;

create index circuit_npz_datasets_newest on public.circuit_npz_datasets (created_at desc, id desc);
create index circuit_npz_datasets_in_session on public.circuit_npz_datasets (session_id)
  where session_id is not null;
create index circuit_npz_datasets_of_job on public.circuit_npz_datasets (job_id)
  where job_id is not null;

-- A model that somebody marked: a row of a dataset, which is its rank. Each user has tags of their own.
create table public.tagged_npz_models (
  id                 uuid             primary key default gen_random_uuid(),
  npz_dataset_id     uuid             not null
    references public.circuit_npz_datasets on delete cascade,
  user_id            uuid             not null default auth.uid(),
  session_id         uuid,
  parameter_rank     bigint           not null check (parameter_rank >= 1),
  resnorm            double precision check (resnorm >= 0),
  circuit_parameters jsonb            not null
    check (jsonb_typeof(circuit_parameters) = 'object'
      and octet_length(circuit_parameters::text) <= 65536),
  tag_label          text             not null default '' check (length(tag_label) <= 255),
  tag_notes          text             not null default '' check (length(tag_notes) <= 10000),
  tag_category       text             not null default '' check (length(tag_category) <= 255),
  is_reference_model boolean          not null default false,
  tagged_at          timestamptz      not null default now(),
  created_at         timestamptz      not null default now(),
  updated_at         timestamptz      not null default now(),
  unique (npz_dataset_id, user_id, parameter_rank),
  foreign key (session_id, user_id) references public.user_sessions (id, user_id)
    on delete set null (session_id)
);

comment on column public.tagged_npz_models.parameter_rank is '1 is the best: row 0 of the file';
comment on column public.tagged_npz_models.circuit_parameters is 'values of that row, by name';

create index tagged_npz_models_newest
  on public.tagged_npz_models (npz_dataset_id, created_at desc, id desc);
create index tagged_npz_models_of_user on public.tagged_npz_models (user_id);
create index tagged_npz_models_in_session on public.tagged_npz_models (session_id)
  where session_id is not null;

-- A view has its owner's rights unless it is told otherwise, and its owner sees everything.
create view public.npz_datasets_with_config with (security_invoker = true) as
  select
    npz.*, config.name as config_name, config.description as config_description, config.is_public,
    config.circuit, config.circuit_parameters, profile.username, profile.full_name,
    work.session_name
  from public.circuit_npz_datasets npz
    join public.circuit_configurations config on config.id = npz.circuit_config_id
    left join public.user_profiles profile on profile.user_id = npz.user_id
    left join public.user_sessions work on work.id = npz.session_id;

create view public.tagged_npz_summary with (security_invoker = true) as
  select
    tag.*, npz.npz_filename, npz.dataset_name, config.name as config_name, config.is_public,
    profile.username, profile.full_name, work.session_name
  from public.tagged_npz_models tag
    join public.circuit_npz_datasets npz on npz.id = tag.npz_dataset_id
    join public.circuit_configurations config on config.id = npz.circuit_config_id
    left join public.user_profiles profile on profile.user_id = tag.user_id
    left join public.user_sessions work on work.id = tag.session_id;

create function public.note_update() returns trigger
  language plpgsql set search_path = ''
  as $$
    begin
      new.updated_at := now();
      return new;
    end
  $$;

create trigger user_profiles_update before update on public.user_profiles
  for each row execute function public.note_update();
create trigger user_sessions_update before update on public.user_sessions
  for each row execute function public.note_update();
create trigger circuit_configurations_update before update on public.circuit_configurations
  for each row execute function public.note_update();
create trigger circuit_npz_datasets_update before update on public.circuit_npz_datasets
  for each row execute function public.note_update();
create trigger tagged_npz_models_update before update on public.tagged_npz_models
  for each row execute function public.note_update();

create function public.note_dataset() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
    begin
      update public.circuit_configurations set is_computed = (tg_op = 'INSERT')
        where id = coalesce(new.circuit_config_id, old.circuit_config_id);
      return null;
    end
  $$;

create trigger circuit_npz_datasets_note after insert or delete on public.circuit_npz_datasets
  for each row execute function public.note_dataset();

-- A sweep that comes to nothing leaves no circuit behind: it was made for the dataset.
create function public.forget_swept_circuit() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
    begin
      delete from public.circuit_configurations config
        where config.id::text = new.request ->> 'configuration' and config.user_id = new.owner
          and not exists (select from public.circuit_npz_datasets npz
            where npz.circuit_config_id = config.id);
      return null;
    end
  $$;

create trigger jobs_forget_circuit after update of state on public.jobs
  for each row
  when (new.kind = 'sweep' and new.state in ('failed', 'cancelled') and old.state <> new.state)
  execute function public.forget_swept_circuit();

-- The names that files have or are about to have. A sweep's is chosen when it is submitted.
create index jobs_sweeping on public.jobs ((request ->> 'filename'))
  where kind = 'sweep' and state in ('queued', 'running');

-- The first of name.npz, name-2.npz, name-3.npz … that no dataset has and no unfinished sweep was
-- given. Nobody else is given one before the transaction ends. For the program and whoever asks through
-- it: to others it would tell names of what they may not see.
create function public.free_dataset_name(wanted text) returns text
  language plpgsql security definer set search_path = ''
  as $$
    declare
      base   text := regexp_replace(wanted, '\.npz$', '');
      suffix text := '';
      number integer := 1;
    begin
      if not pg_has_role(session_user, 'retort', 'member') then
        raise insufficient_privilege using message = 'Names are given by the program.';
      end if;
      perform pg_advisory_xact_lock(7253762);
      while exists (select from public.circuit_npz_datasets
          where npz_filename = left(base, 196 - length(suffix)) || suffix || '.npz')
        or exists (select from public.jobs
          where kind = 'sweep' and state in ('queued', 'running')
            and request ->> 'filename' = left(base, 196 - length(suffix)) || suffix || '.npz')
      loop
        number := number + 1;
        suffix := '-' || number;
      end loop;
      return left(base, 196 - length(suffix)) || suffix || '.npz';
    end
  $$;

alter table public.user_profiles enable row level security;
alter table public.user_sessions enable row level security;
alter table public.circuit_configurations enable row level security;
alter table public.circuit_npz_datasets enable row level security;
alter table public.tagged_npz_models enable row level security;

-- Supabase grants everything on what is new to everyone, and leaves the rest to policies.
revoke all on public.user_profiles, public.user_sessions, public.circuit_configurations,
  public.circuit_npz_datasets, public.tagged_npz_models, public.npz_datasets_with_config,
  public.tagged_npz_summary from anon, authenticated;
revoke all on function public.free_dataset_name(text) from public, anon;
grant execute on function public.free_dataset_name(text) to authenticated, retort;

-- Anonymous readers see what is public, and who published it.
grant select on public.circuit_configurations, public.circuit_npz_datasets, public.user_profiles,
  public.user_sessions, public.npz_datasets_with_config to anon;
grant select on public.circuit_configurations, public.circuit_npz_datasets, public.user_profiles,
  public.user_sessions, public.npz_datasets_with_config, public.tagged_npz_models,
  public.tagged_npz_summary to authenticated;

create policy profiles_see_publishers on public.user_profiles
  for select to anon, authenticated
  using (exists (select from public.circuit_configurations config
    where config.user_id = user_profiles.user_id and config.is_public));
create policy profiles_see_own on public.user_profiles
  for select to authenticated using (user_id = (select auth.uid()));
create policy profiles_see_taggers on public.user_profiles
  for select to authenticated
  using (exists (select from public.tagged_npz_models tag where tag.user_id = user_profiles.user_id));
grant insert (user_id, username, full_name), update (username, full_name), delete
  on public.user_profiles to authenticated;
create policy profiles_add_own on public.user_profiles
  for insert to authenticated with check (user_id = (select auth.uid()));
create policy profiles_change_own on public.user_profiles
  for update to authenticated using (user_id = (select auth.uid()));
create policy profiles_delete_own on public.user_profiles
  for delete to authenticated using (user_id = (select auth.uid()));

grant insert (user_id, session_name), update (session_name), delete
  on public.user_sessions to authenticated;
create policy sessions_own on public.user_sessions
  for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

create policy configurations_see_public on public.circuit_configurations
  for select to anon, authenticated using (is_public);
create policy configurations_see_own on public.circuit_configurations
  for select to authenticated using (user_id = (select auth.uid()));
-- What was swept stays as it was: a file was made of it, or is being made.
grant insert (user_id, name, description, is_public, circuit, circuit_parameters, grid_size, min_freq,
    max_freq, num_points), update (name, description, is_public), delete
  on public.circuit_configurations to authenticated;
create policy configurations_add_own on public.circuit_configurations
  for insert to authenticated with check (user_id = (select auth.uid()));
create policy configurations_change_own on public.circuit_configurations
  for update to authenticated using (user_id = (select auth.uid()));
create policy configurations_delete_own on public.circuit_configurations
  for delete to authenticated using (user_id = (select auth.uid()));

-- Seen by whoever sees the configuration: the policies there hold within this one.
create policy datasets_see on public.circuit_npz_datasets
  for select to anon, authenticated
  using (exists (select from public.circuit_configurations config where config.id = circuit_config_id));
-- A row says what is in a file, and goes with it: only the program, which has the file, adds and
-- deletes rows for a user. Whoever comes by another way, such as Supabase's own API, connects as a
-- role that is no `retort`.
grant insert (circuit_config_id, user_id, session_id, job_id, npz_filename, dataset_name,
    storage_location, file_bytes, sha256, grid_size, min_freq, max_freq, num_points, n_parameters,
    metric, best_resnorm, computation_metadata, problems, computed_at),
  update (dataset_name, session_id), delete on public.circuit_npz_datasets to authenticated;
create policy datasets_add_own on public.circuit_npz_datasets
  for insert to authenticated
  with check (user_id = (select auth.uid()) and pg_has_role(session_user, 'retort', 'member')
    and exists (select from public.circuit_configurations config
      where config.id = circuit_config_id and config.user_id = (select auth.uid())));
create policy datasets_change_own on public.circuit_npz_datasets
  for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()) and exists (select from public.circuit_configurations config
    where config.id = circuit_config_id and config.user_id = (select auth.uid())));
create policy datasets_delete_own on public.circuit_npz_datasets
  for delete to authenticated
  using (user_id = (select auth.uid()) and pg_has_role(session_user, 'retort', 'member'));

-- Tags are seen with the dataset by all who are signed in, and by their author whatever becomes of it.
create policy tags_see on public.tagged_npz_models
  for select to authenticated
  using (user_id = (select auth.uid())
    or exists (select from public.circuit_npz_datasets npz where npz.id = npz_dataset_id));
grant insert (npz_dataset_id, user_id, session_id, parameter_rank, resnorm, circuit_parameters, tag_label,
    tag_notes, tag_category, is_reference_model),
  update (session_id, resnorm, circuit_parameters, tag_label, tag_notes, tag_category,
    is_reference_model, tagged_at),
  delete on public.tagged_npz_models to authenticated;
create policy tags_add_own on public.tagged_npz_models
  for insert to authenticated
  with check (user_id = (select auth.uid())
    and exists (select from public.circuit_npz_datasets npz where npz.id = npz_dataset_id));
create policy tags_change_own on public.tagged_npz_models
  for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid())
    and exists (select from public.circuit_npz_datasets npz where npz.id = npz_dataset_id));
create policy tags_delete_own on public.tagged_npz_models
  for delete to authenticated using (user_id = (select auth.uid()));

-- The program itself: it registers what jobs made and what it found among the files. It, too, hangs
-- no dataset on another's configuration.
grant select, insert, update (circuit, circuit_parameters, grid_size, min_freq, max_freq, num_points)
  on public.circuit_configurations to retort;
grant select, insert, update on public.circuit_npz_datasets to retort;
create policy configurations_carry on public.circuit_configurations
  for all to retort using (true) with check (true);
create policy datasets_carry on public.circuit_npz_datasets
  for all to retort using (true)
  with check (exists (select from public.circuit_configurations config
    where config.id = circuit_config_id
      and config.user_id is not distinct from circuit_npz_datasets.user_id));
