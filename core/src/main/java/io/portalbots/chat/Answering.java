package io.portalbots.chat;

import io.portalbots.chat.Inbox.Kept;
import io.portalbots.chat.Messenger.Content;
import io.portalbots.chat.Messenger.Place;
import io.portalbots.chat.Messenger.Posted;
import io.portalbots.chat.Outbox.Known;
import io.portalbots.chat.Outbox.Line;
import io.portalbots.spi.ChatException;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.PortalUnavailableException.Kind;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what one part of an event has for an answer: each thing once, however often the event is handled. */
final class Answering {

    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    private final Means means;
    private final Tenant tenant;
    private final Kept event;
    private final String part;
    private final Place place;
    private final AtomicInteger said = new AtomicInteger();

    /** What everybody speaks by. */
    record Means(Outbox outbox, Messenger messenger, ChatMetrics metrics) {}

    Answering(Means means, Tenant tenant, Kept event, String part, Place place) {
        this.means = means;
        this.tenant = tenant;
        this.event = event;
        this.part = part;
        this.place = place;
    }

    Place place() {
        return place;
    }

    /** Says the next thing, unless the portal is known to have it. */
    Posted say(Content content) {
        var line = new Line(event, part, said.incrementAndGet());
        return switch (means.outbox().write(line, content)) {
            case Known.New fresh -> send(line, content);
            case Known.Sent before -> {
                means.metrics().answer("known");
                yield new Posted.There(before.message());
            }
            case Known.Unknown lost -> {
                means.metrics().answer("again");
                LOG.atWarn().addKeyValue("tenant", tenant.id()).log("an answer is sent again, and may be there twice");
                yield send(line, content);
            }
        };
    }

    private Posted send(Line line, Content content) {
        try {
            return written(line, means.messenger().post(tenant, place, content));
        } catch (PortalUnavailableException e) {
            means.metrics().answer("silence");
            if (e.kind() != Kind.SILENT) {
                means.outbox().unsent(line, String.valueOf(e.getMessage()));
            }
            throw e;
        } catch (TenantUnavailableException | ChatException e) {
            means.outbox().unsent(line, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private Posted written(Line line, Posted posted) {
        switch (posted) {
            case Posted.There there -> {
                means.metrics().answer("sent");
                if (line.nth() == 1) {
                    means.metrics().answered(event.age());
                }
                note(line, there);
            }
            case Posted.Refused refused -> {
                means.metrics().answer("refused");
                means.outbox().unsent(line, refused.error());
            }
        }
        return posted;
    }

    /** That it cannot be written down does not undo that it was said. */
    private void note(Line line, Posted.There there) {
        try {
            means.outbox().sent(line, there.message());
        } catch (Exception e) { // await() throws what the database failed with, checked or not
            LOG.atWarn()
                    .addKeyValue("tenant", tenant.id())
                    .log("not written that an answer is there: {}", e.getMessage());
        }
    }

    /** Shows that something will be said, if nothing has been yet. What comes of it does not matter. */
    void typing() {
        if (said.get() == 0) {
            try {
                means.messenger().typing(tenant, place);
            } catch (PortalUnavailableException | TenantUnavailableException e) {
                LOG.atDebug().addKeyValue("tenant", tenant.id()).log("not shown as typing: {}", e.getMessage());
            }
        }
    }
}
