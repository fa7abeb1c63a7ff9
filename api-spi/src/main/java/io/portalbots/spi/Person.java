package io.portalbots.spi;

/**
 * Somebody on a portal, as the portal's event names them. An event proves which portal it comes from, not who
 * acted: do nothing privileged on its word alone.
 *
 * @param id on the portal
 * @param language two letters, lower case
 */
public record Person(long id, String name, String language) {}
