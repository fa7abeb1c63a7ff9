package io.portalbots.web;

import io.portalbots.chat.FrameSession;
import io.portalbots.chat.Frames;
import io.portalbots.tenant.TenantId;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Sessions of frames as they stand in addresses. */
public final class FrameSessions {

    private static final String PURPOSE = "frame";

    private final Sessions sessions;

    public FrameSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    String issue(FrameSession session) {
        var claims = new JsonObject()
                .put("jti", session.id())
                .put("tenant", session.tenant().toString())
                .put("generation", session.generation())
                .put("plugin", session.plugin())
                .put("app", session.app())
                .put("user", session.person())
                .put("dialog", session.dialog())
                .put("button", session.button().orElse(null))
                .put("language", session.language())
                .put("dark", session.dark());
        return sessions.issue(PURPOSE, claims, Frames.LIFE);
    }

    /** The session; empty unless we issued it within the last ten minutes. */
    Optional<FrameSession> open(String session) {
        return sessions.open(PURPOSE, session)
                .map(claims -> new FrameSession(
                        claims.getString("jti"),
                        TenantId.parse(claims.getString("tenant")),
                        claims.getInteger("generation"),
                        claims.getString("plugin"),
                        claims.getString("app"),
                        claims.getLong("user"),
                        claims.getString("dialog"),
                        Optional.ofNullable(claims.getString("button")),
                        claims.getString("language"),
                        claims.getBoolean("dark")));
    }
}
