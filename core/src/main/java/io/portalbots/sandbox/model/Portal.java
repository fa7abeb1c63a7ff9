package io.portalbots.sandbox.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * One Bitrix24 portal, all of it in memory. Confined to the sandbox's event loop: no locks. Each kind of row starts
 * its ids elsewhere, so that a client that takes one id for another is found out.
 */
public final class Portal {

    /** An Open Channel: customers reach it by its 32-symbol code. */
    public record OpenChannel(String code, String name) {}

    /** A bot in a chat. */
    public record Seat(int chatId, int botId) {}

    /** Messages a portal keeps: the newest of all its chats, so that one that lives long does not grow. */
    public static final int MOST_MESSAGES = 10_000;

    private final String memberId;
    private final Addresses addresses;
    private final IntSupplier memberIds = sequence(1);
    private final IntSupplier otherIds = sequence(31);
    private final Table<Person> people = new Table<>(memberIds);
    private final Table<Bot> bots = new Table<>(memberIds);
    private final Table<Command> commands = new Table<>(sequence(101));
    private final Table<ChatApp> chatApps = new Table<>(sequence(201));
    private final Table<Chat> chats = new Table<>(sequence(441));
    private final Table<Message> messages = new Table<>(sequence(90_001), MOST_MESSAGES);
    private final Map<String, Installation> installations = new LinkedHashMap<>();
    private final Map<String, AppOptions> options = new HashMap<>();
    private final Map<String, Integer> webhooks = new HashMap<>();
    private final Map<Seat, Instant> typing = new HashMap<>();
    private final Map<Seat, Instant> dialogTokens = new HashMap<>();
    private final List<OpenChannel> openChannels;
    private final List<String> phones;
    private String name;
    private PortalTraits traits;

    Portal(String name, Addresses addresses, PortalTraits traits, List<OpenChannel> openChannels, List<String> phones) {
        this.name = name;
        this.memberId = Secrets.md5("sandbox:" + name);
        this.addresses = addresses;
        this.traits = traits;
        this.openChannels = List.copyOf(openChannels);
        this.phones = List.copyOf(phones);
    }

    /** The first label of its host. */
    public String name() {
        return name;
    }

    /** Moves it to another host; its identity stays [docs: how-to-call-rest-api/change-domen]. */
    void name(String newName) {
        name = newName;
    }

    /** The portal's identity: the same for the name it was made with at every start of a sandbox. */
    public String memberId() {
        return memberId;
    }

    /** What only the portal knows of itself, and no application learns [src]. */
    public String privateId() {
        return Secrets.md5("sandbox-private:" + name);
    }

    /** The value of the cookie {@code PHPSESSID} in the browser of the person with that id. */
    public String session(int personId) {
        return Secrets.md5("sandbox-session:" + name + ":" + personId);
    }

    /** Host without port. */
    public String host() {
        return addresses.host(name);
    }

    /** Host, and port unless 80. */
    public String domain() {
        return addresses.domain(name);
    }

    /** Scheme and domain. */
    public String origin() {
        return addresses.origin(name);
    }

    /** All its names, and those of the OAuth server. */
    public Addresses addresses() {
        return addresses;
    }

    /** What can be set about it. */
    public PortalTraits traits() {
        return traits;
    }

    /** Sets what can be set about it. */
    public void traits(PortalTraits newTraits) {
        traits = newTraits;
    }

    public Table<Person> people() {
        return people;
    }

    public Table<Bot> bots() {
        return bots;
    }

    public Table<Command> commands() {
        return commands;
    }

    public Table<ChatApp> chatApps() {
        return chatApps;
    }

    public Table<Chat> chats() {
        return chats;
    }

    public Table<Message> messages() {
        return messages;
    }

    /** Applications and webhook callers by client id. */
    public Map<String, Installation> installations() {
        return installations;
    }

    /** What an application keeps here, by its client id. */
    public AppOptions options(String clientId) {
        return options.computeIfAbsent(clientId, unused -> new AppOptions());
    }

    /** Erases what an application kept here. */
    public void eraseOptions(String clientId) {
        options.remove(clientId);
    }

    /** Who an inbound webhook acts as, by its secret. */
    public Map<String, Integer> webhooks() {
        return webhooks;
    }

    /** Until when a bot shows as typing. */
    public Map<Seat, Instant> typing() {
        return typing;
    }

    /** Until when a bot may write into a chat even if it is no member. */
    public Map<Seat, Instant> dialogTokens() {
        return dialogTokens;
    }

    public List<OpenChannel> openChannels() {
        return openChannels;
    }

    public List<String> phones() {
        return phones;
    }

    /** The next id for rows without a table of their own. */
    public int nextId() {
        return otherIds.getAsInt();
    }

    /** The person or bot with that id. */
    public Optional<Member> member(int id) {
        return Stream.<Optional<? extends Member>>of(people.find(id), bots.find(id))
                .flatMap(Optional::stream)
                .<Member>map(found -> found)
                .findFirst();
    }

    /** The administrator whom a portal takes where nobody is named. */
    public Optional<Person> firstAdmin() {
        return people.first(person -> person.admin() && person.logsIn());
    }

    private static IntSupplier sequence(int first) {
        return new AtomicInteger(first)::getAndIncrement;
    }
}
