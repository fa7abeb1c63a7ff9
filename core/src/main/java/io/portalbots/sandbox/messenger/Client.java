package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;

/** A person in front of a messenger: who clicks, in which session, with which browser. */
public record Client(Portal portal, Person person, ClientSession session, Browser browser) {}
