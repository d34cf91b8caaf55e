import { type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import css from "./Dialog.module.css";

interface Props {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Buttons, the one that acts last. */
  actions?: ReactNode;
  wide?: boolean;
}

/** Closed by Escape, by a click outside it, and by its buttons. */
export function Dialog({ title, isOpen, onClose, children, actions, wide = false }: Props) {
  const dialog = useRef<HTMLElement>(null);
  useEscapeFromOutside(dialog, isOpen, onClose);
  return (
    <ModalOverlay
      className={css.overlay ?? ""}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal className={css.modal ?? ""} data-wide={wide || undefined}>
        <AriaDialog ref={dialog} className={css.dialog ?? ""}>
          <Heading slot="title" className={css.title}>
            {title}
          </Heading>
          <div className={css.body}>{children}</div>
          {actions !== undefined && <div className={css.actions}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

const overlays = "[role=dialog], [role=listbox], [role=menu]";

/**
 * The overlay hears Escape only with the focus inside it. The focus comes in after the dialog is painted, and is
 * lost with an element that is taken away; a person who presses Escape then must get out all the same.
 */
function useEscapeFromOutside(
  dialog: RefObject<HTMLElement | null>,
  isOpen: boolean,
  onClose: () => void,
): void {
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => {
    if (!isOpen) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(overlays) !== null) return;
      if ([...document.querySelectorAll(overlays)].at(-1) === dialog.current) close.current();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [dialog, isOpen]);
}
