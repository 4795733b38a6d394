-- Every look of a follower asks what was corrected of the few documents that it applies.
create index correction_document on correction (index_name, id, no);

-- Blocks of numbers in which nothing lies any more; from now on they go with what they held.
delete from followed_block where documents = 0;
