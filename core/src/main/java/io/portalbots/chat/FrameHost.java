package io.portalbots.chat;

import io.portalbots.chat.Messenger.Place;
import io.portalbots.spi.Button;
import io.portalbots.spi.Chat;
import io.portalbots.spi.Host;
import io.portalbots.spi.Keyboard;
import io.portalbots.spi.Menu;
import io.portalbots.spi.Portal;
import io.portalbots.spi.Storage;
import io.portalbots.spi.Text;
import io.portalbots.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a plugin gets for a frame. Who opened it is sure; where is a claim, so the portal is asked. */
final class FrameHost implements Host, AutoCloseable {

    private static final Pattern GROUP = Pattern.compile("chat([1-9][0-9]{0,17})");

    private final CallHost call;
    private final Directory directory;
    private final Tenant tenant;
    private final FrameSession session;

    FrameHost(CallHost call, Directory directory, Tenant tenant, FrameSession session) {
        this.call = call;
        this.directory = directory;
        this.tenant = tenant;
        this.session = session;
    }

    @Override
    public Storage storage() {
        return call.storage();
    }

    @Override
    public Portal portal() {
        return call.portal();
    }

    @Override
    public void edit(long messageId, String text, List<Button> keyboard) {
        call.edit(messageId, text, keyboard);
    }

    @Override
    public void edit(long messageId, Text text, Keyboard keyboard, Menu menu) {
        call.edit(messageId, text, keyboard, menu);
    }

    @Override
    public Optional<Chat> chat() {
        call.requireGoing();
        return directory.apps(tenant).stream()
                .filter(app ->
                        app.plugin().equals(session.plugin()) && app.code().equals(session.app()))
                .findFirst()
                .flatMap(app ->
                        dialog(app.bot()).map(dialog -> call.in(new Place(app.bot(), dialog, Optional.empty()))));
    }

    /** The dialog as the bot names it. In the private chat with the bot that is the person, to whom it is the bot. */
    private Optional<String> dialog(long bot) {
        if (session.dialog().equals(String.valueOf(bot))) {
            return Optional.of(String.valueOf(session.person()));
        }
        var group = GROUP.matcher(session.dialog());
        return group.matches() && call.words().hasMember(bot, Long.parseLong(group.group(1)), session.person())
                ? Optional.of(session.dialog())
                : Optional.empty();
    }

    @Override
    public void close() {
        call.close();
    }
}
