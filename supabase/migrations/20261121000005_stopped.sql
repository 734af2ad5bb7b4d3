-- A screen that is stopped says so, and how far it came: not what it was doing, which it does no more.

create or replace function public.finish_cancelled_job() returns trigger
  language plpgsql set search_path = ''
  as $$
    begin
      new.finished_at := now();
      if new.kind = 'screen' then
        -- As in `3 of 9 predicted · best 2 nM (a)`, or `3 of 9 ligands read`.
        new.message := left(concat_ws(' · ', 'Stopped', substring(new.message from
          '^[^·]* (?:predicted|ligands read)(?: · best .*\)(?= · |$))?')), 1000);
      end if;
      return new;
    end
  $$;
