package io.portalbots.sandbox.event;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Token;
import io.portalbots.sandbox.model.Tokens;
import io.portalbots.sandbox.wire.Php;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The token blocks of event payloads [docs: api-reference/events] [src: im/classes/general/im_rest.php]. */
public final class AuthBlocks {

    private final Tokens tokens;
    private final Hits hits;

    /** Blocks with tokens from {@code tokens}, each a hop further from what caused it. */
    public AuthBlocks(Tokens tokens, Hits hits) {
        this.tokens = tokens;
        this.hits = hits;
    }

    /** {@code auth[...]}: a token of the member who acts; webhook callers get no token at all. */
    Map<String, Object> actor(Portal portal, Installation app, int userId, boolean refreshable) {
        if (app.isWebhook()) {
            return place(portal, app);
        }
        var token = token(portal, app, userId);
        var block = new LinkedHashMap<String, Object>();
        block.put("access_token", token.access());
        if (refreshable) {
            block.put("refresh_token", token.refresh());
        }
        block.put("expires_in", Tokens.LIFETIME.toSeconds());
        block.put("scope", app.card().scopes());
        block.put("status", app.card().status());
        block.put("user_id", userId);
        block.putAll(place(portal, app));
        return block;
    }

    /** {@code auth[...]} of ONAPPINSTALL and ONAPPUPDATE, with all there is. */
    Map<String, Object> installer(Portal portal, Installation app, Token token) {
        var block = new LinkedHashMap<String, Object>();
        block.put("access_token", token.access());
        block.put("refresh_token", token.refresh());
        block.put("expires", token.expires().getEpochSecond());
        block.put("expires_in", Tokens.LIFETIME.toSeconds());
        block.put("scope", app.card().scopes());
        block.put("status", app.card().status());
        block.put("user_id", token.userId());
        block.putAll(place(portal, app));
        return block;
    }

    /** {@code auth[...]} without a token: who and where only. */
    Map<String, Object> place(Portal portal, Installation app) {
        var block = new LinkedHashMap<String, Object>();
        block.put("domain", portal.domain());
        block.put("server_endpoint", portal.addresses().serverEndpoint());
        block.put("client_endpoint", portal.addresses().clientEndpoint(portal.name()));
        block.put("member_id", portal.memberId());
        block.put("application_token", app.applicationToken());
        return block;
    }

    /** {@code data[BOT][id]}: a token of the bot, twice, once flat and once under AUTH. */
    Map<String, Object> bot(Portal portal, Installation app, Bot bot, boolean refreshable) {
        var block = new LinkedHashMap<String, Object>();
        block.put("BOT_ID", bot.id());
        block.put("BOT_CODE", bot.code());
        if (!app.isWebhook()) {
            var auth = actor(portal, app, bot.id(), refreshable);
            var expires = token(portal, app, bot.id()).expires();
            auth.put("expires", expires.getEpochSecond());
            auth.put("client_id", app.clientId());
            block.putAll(auth);
            block.put("AUTH", auth);
        }
        return block;
    }

    /** {@code data[...]} without the tokens of its bots and commands, whose fields are all in lower case. */
    static Map<String, Object> without(Map<String, Object> data) {
        var result = new LinkedHashMap<>(data);
        Stream.of("BOT", "COMMAND").forEach(kind -> result.computeIfPresent(kind, (name, blocks) -> stripped(blocks)));
        return result;
    }

    private static Map<String, Object> stripped(Object blocks) {
        var result = new LinkedHashMap<String, Object>();
        Php.map(blocks).forEach((id, block) -> {
            var kept = Php.map(block);
            kept.keySet().removeIf(field -> field.equals("AUTH") || field.equals(field.toLowerCase(Locale.ROOT)));
            result.put(id, kept);
        });
        return result;
    }

    private Token token(Portal portal, Installation app, int userId) {
        return tokens.forEvent(portal, app.clientId(), userId, Math.max(0, hits.hops() - 1));
    }
}
