package io.portalbots.registry;

import io.portalbots.plan.Key;
import io.portalbots.plan.Registration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The portal's numbers as they change while a plan is carried out. */
final class Ids {

    static final long NONE = 0;

    private final Map<Key, Long> byKey = new HashMap<>();
    private final Map<Key, Key> owners = new HashMap<>();

    static Ids of(Collection<Registration> known) {
        var ids = new Ids();
        for (var line : known) {
            line.id().ifPresent(id -> ids.byKey.put(line.key(), id));
            ids.owned(line.key(), line.owner());
        }
        return ids;
    }

    void put(Key key, Optional<Key> owner, long id) {
        byKey.put(key, id);
        owned(key, owner);
    }

    private void owned(Key key, Optional<Key> owner) {
        owner.ifPresentOrElse(bot -> owners.put(key, bot), () -> owners.remove(key));
    }

    long of(Key key) {
        return byKey.getOrDefault(key, NONE);
    }

    /** Drops a number and those of all that belonged to it, and says which. */
    List<Key> forget(Key key) {
        var gone = new ArrayList<Key>(List.of(key));
        owners.forEach((owned, owner) -> {
            if (owner.equals(key)) {
                gone.add(owned);
            }
        });
        byKey.keySet().removeAll(gone);
        return gone;
    }
}
