package io.portalbots.sandbox.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a new portal holds: three people, a customer, a group, an Open Channel with its chat, a phone number. */
final class Seed {

    private static final String PHONE = "+1 555 010 0199";

    private Seed() {}

    static Portal portal(String name, Addresses addresses, PortalTraits traits) {
        var support = new Portal.OpenChannel(Secrets.md5("sandbox-line:" + name), "Support");
        var portal = new Portal(name, addresses, traits, List.of(support), List.of(PHONE));
        var alice = portal.people().add(id -> new Person(id, "Alice", "F", true, false, false, "en"));
        var bob = portal.people().add(id -> new Person(id, "Bob", "M", false, false, false, "en"));
        var dora = portal.people().add(id -> new Person(id, "Dora", "F", false, true, false, "de"));
        var carl = portal.people().add(id -> new Person(id, "Carl Customer", "M", false, false, true, "en"));
        portal.chats().add(id -> new Chat(id, "C", "General", alice.id(), "", "", "", ids(alice, bob, dora)));
        portal.chats().add(id -> lines(id, support, carl, ids(carl, alice, bob)));
        return portal;
    }

    /** Entity id is {@code connector|line|chat|user}, its data {@code crm flag|type|id|..|..|session} [src]. */
    private static Chat lines(int id, Portal.OpenChannel line, Person customer, Set<Integer> members) {
        var entityId = "livechat|1|" + id + "|" + customer.id();
        var title = customer.name() + " - " + line.name();
        return new Chat(id, "L", title, customer.id(), "LINES", entityId, "N|NONE|0|N|N|1", members);
    }

    private static Set<Integer> ids(Person... people) {
        return Stream.of(people).map(Person::id).collect(Collectors.toSet());
    }
}
