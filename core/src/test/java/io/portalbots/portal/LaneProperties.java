package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.portal.Lane.Waiting;
import io.portalbots.tenant.PortalUnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** In virtual time: whatever is asked for and however slow the portal is, what is sent fits into the portal's own bucket. */
class LaneProperties {

    private static final long SECOND = 1_000_000_000L;
    private static final int PLACES = 2;
    private static final int CALLS = 400;
    private static final List<Urgency> URGENCIES = List.of(Urgency.values());

    /** Something that happens, later. */
    private record Event(long at, Runnable what) {}

    /** A call that was let out, and how many of the more urgent ones waited then. */
    private record Sent(long at, Urgency urgency, long moreUrgent) {}

    @Property(tries = 300)
    void whatIsSentFitsIntoThePortalsBucketAndPeopleGoFirst(@ForAll long seed) {
        var story = new Story();
        story.run(new Random(seed));

        assertThat(story.sent.size() + story.sentAway).isEqualTo(CALLS);
        assertThat(story.waiting).isEmpty();
        assertThat(story.sent).allSatisfy(call -> assertThat(call.moreUrgent()).isZero());
        assertThat(story.highestLevel()).isLessThanOrEqualTo(50 - Bucket.MARGIN + PLACES + 1e-6);
    }

    /** Calls, and a portal that takes its time. */
    private static final class Story {

        private final PriorityQueue<Event> future = new PriorityQueue<>(Comparator.comparingLong(Event::at));
        private final List<Waiting> waiting = new ArrayList<>();
        private final List<Sent> sent = new ArrayList<>();
        private final List<Long> arrivals = new ArrayList<>();
        private final Lane lane = new Lane("acme", PLACES, 0);
        private int inside;
        private int sentAway;
        private long now;

        void run(Random random) {
            var pace = 1 + random.nextInt(1_000);
            for (var at = 0L; future.size() < CALLS; at += random.nextInt(pace) * (SECOND / 1_000)) {
                var urgency = URGENCIES.get(random.nextInt(URGENCIES.size()));
                future.add(new Event(at, () -> asks(urgency, random)));
            }
            while (!future.isEmpty()) {
                var next = future.remove();
                now = Math.max(now, next.at());
                next.what().run();
            }
        }

        private void asks(Urgency urgency, Random random) {
            try {
                var call = lane.join(urgency, now);
                waiting.add(call);
                call.turn().future().onSuccess(turn -> goes(call, random)).onFailure(late -> {
                    waiting.remove(call);
                    sentAway++;
                });
                again(lane.admit(now).toNanos());
                later(urgency.patience().toNanos(), () -> {
                    lane.giveUp(call);
                    again(lane.admit(now).toNanos());
                });
            } catch (PortalUnavailableException e) {
                sentAway++;
            }
        }

        /** It arrives some time after it was sent, and is answered after that. */
        private void goes(Waiting call, Random random) {
            waiting.remove(call);
            var moreUrgent = waiting.stream()
                    .filter(other -> other.urgency().compareTo(call.urgency()) < 0)
                    .count();
            sent.add(new Sent(now, call.urgency(), moreUrgent));
            assertThat(++inside).isLessThanOrEqualTo(PLACES);
            var travel = random.nextInt(10) == 0 ? random.nextLong(20 * SECOND) : random.nextLong(SECOND / 10);
            later(travel, () -> arrivals.add(now));
            later(travel + 1 + random.nextLong(SECOND / 10), () -> {
                inside--;
                again(lane.leave(call, now).toNanos());
            });
        }

        private void again(long wait) {
            if (wait > 0) {
                later(wait, () -> again(lane.wake(now).toNanos()));
            }
        }

        private void later(long nanos, Runnable what) {
            future.add(new Event(now + nanos, what));
        }

        private double highestLevel() {
            var level = 0.0;
            var highest = 0.0;
            var before = 0L;
            for (var at : arrivals) {
                level = Math.max(0, level - (at - before) / 1e9 * 2) + 1;
                highest = Math.max(highest, level);
                before = at;
            }
            return highest;
        }
    }
}
