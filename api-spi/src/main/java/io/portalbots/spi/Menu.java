package io.portalbots.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * Items of a message's own menu, which people open beside it: for what is seldom needed, or should not be in the way.
 *
 * <pre>{@code
 * chat.say(text, Keyboard.of().run("Yes", "vote", "7 yes"), Menu.of().run("Close the poll", "close", "7"))
 * }</pre>
 *
 * <p>A command that it runs comes as one of {@link CommandCall.Source#MENU}. Grows as it is added to; for one thread.
 */
public final class Menu implements Buttons<Menu> {

    private final List<Button> items = new ArrayList<>();

    private Menu() {}

    public static Menu of() {
        return new Menu();
    }

    @Override
    public Menu button(String label, Button.Effect effect) {
        items.add(new Button(Rules.fit(label, Button.LONGEST), effect));
        return this;
    }

    @Override
    public List<Button> buttons() {
        return List.copyOf(items);
    }
}
