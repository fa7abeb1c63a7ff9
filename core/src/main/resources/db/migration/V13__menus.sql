-- The items of a message's own menu, which stands beside the buttons under it.
alter table answer add column menu text;
