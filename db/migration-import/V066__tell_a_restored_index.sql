-- A restore over an index keeps its uuid and takes its numbers back: only the history of the shard is another one.
alter table followed_shard add column history text;

comment on column followed_shard.history is 'of the shard: one that was restored or forced has another; null where none was seen yet';
