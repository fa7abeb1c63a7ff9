package io.portalbots.tenant;

import io.portalbots.spi.Storage.Entry;
import io.portalbots.spi.StorageException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps what plugins keep for portals. It stays when a portal is installed anew, and goes with the settings. Methods
 * block, and throw {@link StorageException} when the generation has passed or the tenant was removed, when something
 * would be beyond a limit, and when the database is silent.
 */
public interface StorageStore {

    /**
     * Whose it is.
     *
     * @param generation in which it is asked for; void in another one
     */
    record Owner(TenantId tenant, int generation, String plugin) {}

    Optional<Entry> get(Owner owner, String key);

    /**
     * Keeps a value in the place of the one that has {@code version}; 0 stands for none.
     *
     * @return the new version, never used before; empty, with nothing changed, if another one is there
     */
    OptionalLong putIf(Owner owner, String key, String value, long version);

    /** Takes a key away; answers whether it was there. */
    boolean delete(Owner owner, String key);

    /** Entries whose keys begin with {@code prefix} and come after {@code after}, in the order of ASCII. */
    List<Entry> list(Owner owner, String prefix, String after, int most);
}
