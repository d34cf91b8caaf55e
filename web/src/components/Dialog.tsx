import type { ReactNode } from "react";
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
  return (
    <ModalOverlay
      className={css.overlay ?? ""}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal className={css.modal ?? ""} data-wide={wide || undefined}>
        <AriaDialog className={css.dialog ?? ""}>
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
