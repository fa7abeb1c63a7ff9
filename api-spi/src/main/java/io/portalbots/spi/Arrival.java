package io.portalbots.spi;

/**
 * The bot joined a dialog: a private chat was opened, or it was added to a group.
 *
 * @param person who brought it there
 */
public record Arrival(Person person, Dialog dialog) {}
