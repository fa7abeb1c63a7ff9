package io.portalbots.chat;

import io.portalbots.spi.Button;
import io.portalbots.spi.Chat;
import io.portalbots.spi.ChatException;
import io.portalbots.spi.Storage;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The chat of one call of a plugin: it takes {@link #MOST} messages, so that no plugin floods people, and none once the
 * call is over, because whatever was given up may be tried again.
 */
final class BoundedChat implements Chat, AutoCloseable {

    static final int MOST = 20;

    private final Chat chat;
    private final AtomicInteger said = new AtomicInteger();
    private final AtomicInteger typed = new AtomicInteger();
    private volatile boolean over;

    BoundedChat(Chat chat) {
        this.chat = chat;
    }

    @Override
    public Storage storage() {
        return chat.storage();
    }

    @Override
    public void say(String text, List<Button> keyboard) {
        check(said, "messages");
        chat.say(text, keyboard);
    }

    @Override
    public void typing() {
        check(typed, "signs of typing");
        chat.typing();
    }

    private void check(AtomicInteger count, String what) {
        if (over) {
            throw new ChatException("the call that this chat was given to is over");
        }
        if (count.incrementAndGet() > MOST) {
            throw new ChatException("one call may not send more than " + MOST + " " + what);
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
