package io.portalbots.chat;

import io.portalbots.chat.Messenger.Place;
import io.portalbots.chat.PluginWords.Said;
import io.portalbots.plugin.Plugin;
import io.portalbots.spi.Button;
import io.portalbots.spi.ChatException;
import io.portalbots.spi.Host;
import io.portalbots.spi.Keyboard;
import io.portalbots.spi.Menu;
import io.portalbots.spi.Portal;
import io.portalbots.spi.Storage;
import io.portalbots.spi.StorageException;
import io.portalbots.spi.Text;
import io.portalbots.tenant.StorageStore.Owner;
import io.portalbots.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a plugin gets for one call. It is bound to the plugin, the tenant and its generation, and does nothing any more once
 * it is closed, however long the plugin holds on to it.
 */
final class CallHost implements Host, AutoCloseable {

    /** How much one call may say, so that no plugin floods people. */
    static final int MOST = 20;

    private final Hosts.Services services;
    private final Owner owner;
    private final Storage storage = new Bound();
    private final Portal portal;
    private final PluginWords words;
    private final Tenant tenant;
    private final AtomicInteger said = new AtomicInteger();
    private final AtomicInteger typed = new AtomicInteger();
    private volatile boolean over;

    CallHost(Hosts.Services services, Tenant tenant, Plugin plugin) {
        this.services = services;
        this.owner = new Owner(tenant.id(), tenant.generation(), plugin.id());
        this.portal = new CallPortal(services, tenant, plugin, () -> over);
        this.words = new PluginWords(services.messenger(), services.directory(), tenant, plugin.id());
        this.tenant = tenant;
    }

    /** Speaks in a dialog, of its own accord: what is said again is there twice. */
    BotChat in(Place place) {
        return new BotChat(this, words, place, words.to(place));
    }

    /** Answers an event. */
    BotChat answering(Answering event) {
        return new BotChat(this, words, event.place(), event::say);
    }

    PluginWords words() {
        return words;
    }

    /** @throws ChatException once the call is over */
    void requireGoing() {
        if (over) {
            throw new ChatException("the call that this chat was given to is over");
        }
    }

    /** @throws ChatException once the call is over, or has said enough */
    void requireToSay() {
        require(said, "messages");
    }

    /** @throws ChatException once the call is over, or has typed enough */
    void requireToType() {
        require(typed, "signs of typing");
    }

    private void require(AtomicInteger count, String what) {
        requireGoing();
        if (count.incrementAndGet() > MOST) {
            throw new ChatException("one call may not send more than " + MOST + " " + what);
        }
    }

    @Override
    public Storage storage() {
        return storage;
    }

    @Override
    public Portal portal() {
        return portal;
    }

    @Override
    public void edit(long messageId, String text, List<Button> keyboard) {
        edit(messageId, new Said(text, keyboard));
    }

    @Override
    public void edit(long messageId, Text text, Keyboard keyboard, Menu menu) {
        edit(messageId, new Said(text, keyboard, menu));
    }

    /** Only with a bot of its own: a shared one wrote messages of other plugins too. */
    private void edit(long messageId, Said said) {
        requireToSay();
        var bot = services.directory()
                .botOf(tenant, owner.plugin())
                .orElseThrow(() -> new ChatException("only a plugin with a bot of its own can change messages"));
        words.edit(bot, messageId, said);
    }

    @Override
    public void close() {
        over = true;
    }

    private final class Bound implements Storage {

        private Owner owner() {
            if (over) {
                throw new StorageException("the call that this storage was given to is over");
            }
            return owner;
        }

        @Override
        public Optional<Entry> get(String key) {
            Entry.checkKey(key);
            return services.storage().get(owner(), key);
        }

        @Override
        public OptionalLong putIf(String key, String value, long version) {
            var checked = new Entry(key, value, version);
            return services.storage().putIf(owner(), checked.key(), checked.value(), checked.version());
        }

        @Override
        public boolean delete(String key) {
            Entry.checkKey(key);
            return services.storage().delete(owner(), key);
        }

        @Override
        public List<Entry> list(String prefix, String after, int most) {
            Entry.checkPrefix(prefix);
            Entry.checkPrefix(after);
            if (most < 1 || most > LONGEST_LIST) {
                throw new IllegalArgumentException("most must be 1 to " + LONGEST_LIST + " but is " + most);
            }
            return services.storage().list(owner(), prefix, after, most);
        }
    }
}
