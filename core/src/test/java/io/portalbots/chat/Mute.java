package io.portalbots.chat;

import io.portalbots.tenant.Tenant;
import java.util.Optional;
import java.util.OptionalLong;

/** Says nothing to anybody, and nobody is there. */
public class Mute implements Messenger {

    @Override
    public Posted post(Tenant tenant, Place place, Content content) {
        return new Posted.There(OptionalLong.empty());
    }

    @Override
    public Optional<String> edit(Tenant tenant, long bot, long messageId, Content content) {
        return Optional.empty();
    }

    @Override
    public boolean hasMember(Tenant tenant, long bot, long group, long person) {
        return false;
    }

    @Override
    public void typing(Tenant tenant, Place place) {}
}
