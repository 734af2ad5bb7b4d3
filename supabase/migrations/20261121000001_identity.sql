-- Who asks. Supabase has the first two roles and auth.uid() already; elsewhere they are made here.
--   anon, authenticated   whom a user's token may name
--   retort                the program itself; it owns nothing, and policies name it
-- Roles belong to the whole cluster, where another database's migration may be making them just now.

do $$
declare
  wanted text;
begin
  foreach wanted in array array['anon', 'authenticated', 'retort'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception when duplicate_object or unique_violation then
        null;
      end;
    end if;
    -- Whoever connects becomes one of them for the length of a transaction. From Postgres 16 on, to have
    -- made a role is not enough; of Supabase's own roles this one is a member already.
    begin
      execute format('grant %I to %I', wanted, current_user);
    exception when insufficient_privilege then
      null;
    end;
  end loop;
end
$$;

do $$
begin
  if to_regprocedure('auth.uid()') is null then
    create schema if not exists auth;
    create function auth.uid() returns uuid
      language sql stable
      as $uid$
        select nullif(
          nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub', ''
        )::uuid
      $uid$;
    grant usage on schema auth to anon, authenticated, retort;
    grant execute on function auth.uid() to anon, authenticated, retort;
  end if;
end
$$;

grant usage on schema public to anon, authenticated, retort;

-- What the program keeps for itself; no user's role reaches it.
create schema if not exists retort;
grant usage on schema retort to retort;

-- The one place where this database's files are: a folder or a bucket.
create table retort.blob_store (
  only_one boolean primary key default true check (only_one),
  identity text    not null
);
grant select, insert, update on retort.blob_store to retort;
