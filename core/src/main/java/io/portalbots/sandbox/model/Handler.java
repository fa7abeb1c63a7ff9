package io.portalbots.sandbox.model;

/**
 * An address that wants to hear of an event.
 *
 * @param event upper case, such as {@code ONIMBOTMESSAGEADD}
 * @param authType id of the person whose token the event shall carry, 0 for whoever acts
 */
public record Handler(int id, String event, String url, int authType) {}
