-- In the demo town a planned room goes on by itself for a while. Until when, stands here; empty for every other room.
ALTER TABLE rooms ADD COLUMN on_until BIGINT;
