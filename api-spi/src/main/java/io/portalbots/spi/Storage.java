package io.portalbots.spi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the plugin keeps for one portal: texts by key. Nobody else sees it, neither other plugins nor other portals, and
 * it goes when the portal's administrator uninstalls and asks for that, or 30 days after an uninstallation.
 *
 * <p>Methods block. A change is kept once the method returns. Several calls run at a time, so a value that depends on
 * the one before is written by {@link #putIf} or {@link #update}, or gets a key of its own:
 *
 * <pre>{@code
 * chat.storage().update("count", count -> String.valueOf(count.map(Integer::parseInt).orElse(0) + 1));
 * }</pre>
 *
 * <p>All of them throw {@link IllegalArgumentException} for a key or value that cannot be, and {@link StorageException}
 * when the call the storage was given to is over, when the portal is not installed any more, or when the database is
 * silent.
 */
public interface Storage {

    /** The largest value, in bytes of UTF-8. */
    int LARGEST_VALUE = 64 * 1024;

    /** How many keys a plugin may have for one portal. */
    int MOST_KEYS = 10_000;

    /** How many bytes of UTF-8 the keys and values of a plugin may have for one portal. */
    int MOST_BYTES = 10 * 1024 * 1024;

    /** How many entries {@link #list} answers at most. */
    int LONGEST_LIST = 1000;

    /**
     * One text that is kept.
     *
     * @param key 1 to 100 of {@code A-Z a-z 0-9 . _ : -}
     * @param value at most {@link #LARGEST_VALUE}, any characters but NUL
     * @param version another one after each change, never used before for this key
     */
    record Entry(String key, String value, long version) {

        private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,100}");
        private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._:-]{0,100}");

        public Entry {
            checkKey(key);
            Rules.check(value.indexOf('\0') < 0, "value", "must not hold NUL", "one that does");
            var bytes = value.getBytes(StandardCharsets.UTF_8).length;
            Rules.check(bytes <= LARGEST_VALUE, "value", "must have at most 64 KiB", bytes + " bytes");
        }

        /** Lets a right key pass. */
        public static void checkKey(String key) {
            Rules.check(KEY.matcher(key).matches(), "key", "must match " + KEY, key);
        }

        /** Lets pass what a right key can begin with. */
        public static void checkPrefix(String prefix) {
            Rules.check(PREFIX.matcher(prefix).matches(), "prefix", "must match " + PREFIX, prefix);
        }
    }

    /** What is kept under {@code key}. */
    Optional<Entry> get(String key);

    /**
     * Keeps {@code value} if nobody was faster.
     *
     * @param version of the entry it takes the place of; 0 if there must be none
     * @return the new version; empty, and nothing is changed, if there is another one by now
     * @throws StorageException naming the limit, if it would be beyond {@link #MOST_KEYS} or {@link #MOST_BYTES}
     */
    OptionalLong putIf(String key, String value, long version);

    /** Takes away what is kept under {@code key}; answers whether there was something. */
    boolean delete(String key);

    /**
     * Entries in the order of their keys, as ASCII has it.
     *
     * @param prefix what the keys begin with; empty for all
     * @param after the key before the first one; empty to begin
     * @param most 1 to {@link #LONGEST_LIST}
     */
    List<Entry> list(String prefix, String after, int most);

    /** Keeps {@code value}, whatever there was; answers the new version. */
    default long put(String key, String value) {
        while (true) {
            var kept = putIf(key, value, get(key).map(Entry::version).orElse(0L));
            if (kept.isPresent()) {
                return kept.getAsLong();
            }
        }
    }

    /**
     * Keeps what {@code change} makes of the value there is, if any; asks it again when somebody else was faster, so it
     * must do nothing else.
     *
     * @return what is kept now
     */
    default String update(String key, Function<Optional<String>, String> change) {
        while (true) {
            var before = get(key);
            var after = change.apply(before.map(Entry::value));
            if (putIf(key, after, before.map(Entry::version).orElse(0L)).isPresent()) {
                return after;
            }
        }
    }
}
