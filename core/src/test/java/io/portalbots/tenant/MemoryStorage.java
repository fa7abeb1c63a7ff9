package io.portalbots.tenant;

import io.portalbots.spi.Storage.Entry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What plugins keep, in memory, without limits and for every generation. */
public final class MemoryStorage implements StorageStore {

    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private long version;

    private static String place(Owner owner, String key) {
        return owner.tenant() + " " + owner.plugin() + " " + key;
    }

    @Override
    public synchronized Optional<Entry> get(Owner owner, String key) {
        return Optional.ofNullable(entries.get(place(owner, key)));
    }

    @Override
    public synchronized OptionalLong putIf(Owner owner, String key, String value, long before) {
        if (get(owner, key).map(Entry::version).orElse(0L) != before) {
            return OptionalLong.empty();
        }
        entries.put(place(owner, key), new Entry(key, value, ++version));
        return OptionalLong.of(version);
    }

    @Override
    public synchronized boolean delete(Owner owner, String key) {
        return entries.remove(place(owner, key)) != null;
    }

    @Override
    public synchronized List<Entry> list(Owner owner, String prefix, String after, int most) {
        return entries.tailMap(place(owner, prefix)).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(place(owner, prefix)))
                .map(java.util.Map.Entry::getValue)
                .filter(entry -> entry.key().compareTo(after) > 0)
                .limit(most)
                .toList();
    }
}
