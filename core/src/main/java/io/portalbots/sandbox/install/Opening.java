package io.portalbots.sandbox.install;

import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Token;
import io.portalbots.sandbox.model.Tokens;
import io.portalbots.sandbox.wire.PhpForm;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An application's page as a portal opens it: a form that the browser posts into a frame
 * [docs: settings/oauth/simple-way] [src: bitrix/components/bitrix/app.layout].
 *
 * <pre>{@code
 * POST {page}?DOMAIN=acme.bitrix24.localhost:8082&PROTOCOL=0&LANG=en&APP_SID=9d1f..
 * AUTH_ID=..&AUTH_EXPIRES=3600&REFRESH_ID=..&SERVER_ENDPOINT=..&APPLICATION_TOKEN=..&APPLICATION_SCOPE=im,imbot
 * &member_id=..&status=L&PLACEMENT=DEFAULT&PLACEMENT_OPTIONS={"any":"data"}     the last one only if there are some
 * }</pre>
 *
 * @param url with its query
 * @param form what is posted
 * @param sid {@code APP_SID}, new at each opening: the page shows it in what it says to the portal
 */
public record Opening(String url, Map<String, Object> form, String sid) {

    /** The page at {@code url} for the owner of {@code token}. */
    static Opening of(
            Portal portal, Installation app, Token token, String url, String sid, Map<String, String> options) {
        var query = new LinkedHashMap<String, Object>();
        query.put("DOMAIN", portal.domain());
        query.put("PROTOCOL", portal.addresses().scheme().equals("https") ? "1" : "0");
        query.put("LANG", language(portal, token.userId()));
        query.put("APP_SID", sid);
        var separator = url.contains("?") ? "&" : "?";
        return new Opening(url + separator + PhpForm.encode(query), form(portal, app, token, options), sid);
    }

    private static Map<String, Object> form(Portal portal, Installation app, Token token, Map<String, String> options) {
        var form = new LinkedHashMap<String, Object>();
        form.put("AUTH_ID", token.access());
        form.put("AUTH_EXPIRES", String.valueOf(Tokens.LIFETIME.toSeconds()));
        form.put("REFRESH_ID", token.refresh());
        form.put("SERVER_ENDPOINT", portal.addresses().serverEndpoint());
        form.put("APPLICATION_TOKEN", app.applicationToken());
        form.put("APPLICATION_SCOPE", app.card().scopes());
        form.put("member_id", portal.memberId());
        form.put("status", app.card().status());
        form.put("PLACEMENT", "DEFAULT");
        if (!options.isEmpty()) {
            form.put("PLACEMENT_OPTIONS", new JsonObject(new LinkedHashMap<>(options)).encode());
        }
        return form;
    }

    private static String language(Portal portal, int userId) {
        return portal.people()
                .find(userId)
                .map(Person::language)
                .orElse(portal.traits().language());
    }

    @Override
    public String toString() {
        return "Opening[" + sid + "]";
    }
}
