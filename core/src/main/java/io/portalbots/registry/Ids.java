package io.portalbots.registry;

import io.portalbots.plan.Key;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Registration.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The portal's numbers as they change while a plan is carried out. */
final class Ids {

    private final Map<Slot, Long> bySlot = new HashMap<>();
    private final Map<Slot, Key> owners = new HashMap<>();

    static Ids of(Collection<Registration> known) {
        var ids = new Ids();
        for (var line : known) {
            line.id().ifPresent(id -> ids.bySlot.put(line.slot(), id));
            ids.owned(line.slot(), line.owner());
        }
        return ids;
    }

    void put(Slot slot, Optional<Key> owner, long id) {
        bySlot.put(slot, id);
        owned(slot, owner);
    }

    private void owned(Slot slot, Optional<Key> owner) {
        owner.ifPresentOrElse(bot -> owners.put(slot, bot), () -> owners.remove(slot));
    }

    OptionalLong of(Slot slot) {
        var id = bySlot.get(slot);
        return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    }

    /** Drops a number and those of all that belonged to it, and says which. */
    List<Slot> forget(Slot slot) {
        var gone = new ArrayList<Slot>(List.of(slot));
        owners.forEach((owned, owner) -> {
            if (owner.equals(slot.key())) {
                gone.add(owned);
            }
        });
        gone.forEach(bySlot::remove);
        return gone;
    }
}
