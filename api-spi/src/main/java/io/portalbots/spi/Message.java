package io.portalbots.spi;

/**
 * What a person wrote to the bot.
 *
 * @param id numbered by the portal; grows within a dialog
 * @param text with the mention of the bot cut out
 */
public record Message(long id, String text, Person person, Dialog dialog) {}
