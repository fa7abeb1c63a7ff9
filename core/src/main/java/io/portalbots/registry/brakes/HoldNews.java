package io.portalbots.registry.brakes;

import io.portalbots.tenant.Audit;
import io.portalbots.tenant.Audit.Kind;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people and the security log of holds. */
final class HoldNews {

    private static final Logger LOG = LoggerFactory.getLogger(HoldNews.class);

    private final Audit audit;
    private final BrakeMetrics metrics;

    HoldNews(Audit audit, BrakeMetrics metrics) {
        this.audit = audit;
        this.metrics = metrics;
    }

    void held(Hold hold) {
        metrics.made(hold.matter().cause(), 1);
        LOG.atWarn()
                .addKeyValue("hold", hold.id())
                .addKeyValue("plugin", hold.matter().plugin())
                .log(
                        "held back: {}; nothing of it changes on portals until the cause is gone, or until you say"
                                + " 'portalbots holds approve {} --reason ..'",
                        hold.found().said(),
                        hold.id());
        note(Kind.HELD, hold, "platform", hold.found().said());
    }

    void approved(Hold hold, String by, String reason) {
        LOG.atWarn()
                .addKeyValue("hold", hold.id())
                .addKeyValue("plugin", hold.matter().plugin())
                .log("approved by the {}, and goes on: {}", by, hold.found().said());
        note(Kind.HOLD_APPROVED, hold, by, reason);
    }

    /** An approved hold that is over is no news. */
    void ended(Hold hold) {
        if (hold.open()) {
            LOG.atInfo().addKeyValue("hold", hold.id()).log("not held any more, its cause is gone");
            note(Kind.HOLD_ENDED, hold, "platform", "its cause is gone");
        }
    }

    private void note(Kind kind, Hold hold, String who, String said) {
        var what = "hold " + hold.id() + ", " + hold.matter().cause().word() + ", plugin "
                + hold.matter().plugin();
        audit.note(new Audit.Line(kind, hold.matter().application(), who, what + ": " + said));
    }

    void open(List<Hold> holds) {
        metrics.open(holds.stream().filter(Hold::open).count());
    }
}
