import { type ReactNode, useEffect, useRef } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import css from "./Tabs.module.css";

interface Props<Id extends string> {
  label: string;
  tabs: readonly { id: Id; name: string; content: () => ReactNode }[];
  chosen: Id;
  onChoose: (id: Id) => void;
}

/** The parts of a page too long for one screen; only the chosen one is rendered. */
export function PageTabs<Id extends string>({ label, tabs, chosen, onChoose }: Props<Id>) {
  const list = useRef<HTMLDivElement>(null);
  // On a telephone the chosen one may lie beyond the edge.
  useEffect(() => {
    const tab = list.current?.querySelector(`[data-key="${chosen}"]`);
    tab?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [chosen]);
  return (
    <Tabs className={css.tabs ?? ""} selectedKey={chosen} onSelectionChange={(key) => onChoose(key as Id)}>
      <TabList ref={list} className={css.list ?? ""} aria-label={label}>
        {tabs.map(({ id, name }) => (
          <Tab key={id} id={id} className={css.tab ?? ""}>
            {name}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={css.panel ?? ""}>
          {id === chosen && content()}
        </TabPanel>
      ))}
    </Tabs>
  );
}
